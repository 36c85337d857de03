package dev.plumb.runtime;

import dev.plumb.migration.ChangelogTables;
import dev.plumb.plan.DataMigration;
import dev.plumb.runtime.ledger.DataMigrationTable;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The project's data migrations that an environment has not run yet, by itself or as part of a changelog.
 *
 * @param changelogs where what has run of them is recorded
 * @param toRun by path, which of them are looked at
 */
record PendingData(SpecFiles files, ChangelogTables changelogs, Predicate<String> toRun) {
    /**
     * In the order in which they run.
     *
     * @throws SpecException when one is not valid, or was changed after it ran
     */
    List<DataMigration> in(Connection connection, LedgerState state) throws SQLException {
        List<DataMigration> all = notMigrated(connection);
        if (all.isEmpty() || state.namespace().isEmpty() || !state.knowsDataMigrations()) {
            return all;
        }
        Map<String, DataMigrationTable.Ran> ran =
                new DataMigrationTable(state.namespace().get().id()).read(connection);
        List<Problem> problems = new ArrayList<>();
        for (DataMigration migration : all) {
            Optional.ofNullable(ran.get(migration.file()))
                    .filter(r -> !r.digest().equals(migration.digest()))
                    .ifPresent(r -> problems.add(changed(migration, r)));
        }
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return all.stream().filter(m -> !ran.containsKey(m.file())).toList();
    }

    private List<DataMigration> notMigrated(Connection connection) throws SQLException {
        List<DataMigration> all =
                files.data().stream().filter(m -> toRun.test(m.file())).toList();
        if (all.isEmpty()) {
            return all;
        }
        Set<String> migrated = changelogs.ran(connection);
        return all.stream().filter(m -> !migrated.contains(m.file())).toList();
    }

    private static Problem changed(DataMigration migration, DataMigrationTable.Ran ran) {
        return new Problem(
                Optional.empty(),
                migration.file() + " was changed after it ran on " + ran.at(),
                Optional.of("put it back as it was, and write what is still to be done into another file"));
    }
}
