package dev.plumb.plan.diff;

import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.StorageParameters;
import java.util.ArrayList;
import java.util.List;

/** Storage parameters of indexes, and of the indexes behind constraints. */
final class IndexStorage {
    private IndexStorage() {}

    static List<Statement> statements(
            Context context, DirectoryPath directory, String index, StorageParameters live, StorageParameters desired) {
        List<Statement> statements = new ArrayList<>();
        ParameterChange change = ParameterChange.between(live, desired);
        change.set()
                .ifPresent(
                        p -> statements.add(Statement.of(context.ddl().indexes().setStorage(directory, index, p))));
        change.reset()
                .ifPresent(
                        p -> statements.add(Statement.of(context.ddl().indexes().resetStorage(directory, index, p))));
        return statements;
    }
}
