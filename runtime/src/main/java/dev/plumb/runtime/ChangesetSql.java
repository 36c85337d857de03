package dev.plumb.runtime;

import dev.plumb.migration.changelog.Changelog;
import dev.plumb.plan.Step;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.sql.SqlLexer;
import dev.plumb.schema.sql.SqlNames;
import dev.plumb.schema.sql.SqlToken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The statements of a plan's steps as changesets hold them. */
final class ChangesetSql {
    private ChangesetSql() {}

    /** Schemas whose names stand for those of any environment. */
    static Map<DirectoryPath, String> marked(Collection<DirectoryPath> directories) {
        Map<DirectoryPath, String> schemas = new HashMap<>();
        directories.forEach(d -> schemas.put(d, Changelog.schema(d.schemaName())));
        return schemas;
    }

    /** Of a step that is no filling. */
    static List<String> of(Step step) {
        if (step.mode() == Step.Mode.ALONE) {
            List<String> statements = new ArrayList<>();
            debris(step.sql()).ifPresent(statements::add);
            statements.add(step.sql());
            return statements;
        }
        if (step.data().isPresent()) {
            return List.of(data(step));
        }
        return Stream.concat(formerlyKept(step.sql()).stream(), Stream.of(whole(step.sql())))
                .toList();
    }

    /** Of a step that is no filling, in a transaction that is open. */
    static List<String> inTransaction(Step step) {
        return step.mode() == Step.Mode.ALONE ? List.of(step.plainTwin().orElse(step.sql())) : of(step);
    }

    /** A file may end in a comment, which would take the semicolon that follows. */
    private static String data(Step step) {
        return SqlLexer.significant(step.sql()).isEmpty()
                ? "select 1"
                : step.sql().stripTrailing() + "\n";
    }

    /** Neither the driver nor Liquibase knows where the body of a function in SQL ends when there is a {@code case} in it. */
    private static String whole(String sql) {
        boolean atomic = SqlLexer.significant(sql).stream().anyMatch(t -> t.isWord("atomic"));
        return atomic ? "do $plumb_do$\nbegin\n" + sql + ";\nend\n$plumb_do$" : sql;
    }

    /** A build of an index that was interrupted leaves one that is of no use, and the name taken. */
    private static Optional<String> debris(String sql) {
        List<SqlToken> tokens = SqlLexer.significant(sql);
        int concurrently = index(tokens, "concurrently");
        if (!tokens.get(0).isWord("create") || concurrently < 0) {
            return Optional.empty();
        }
        int on = index(tokens, "on") + 1;
        int schema = on + (tokens.get(on).isWord("only") ? 1 : 0);
        return Optional.of("drop index concurrently if exists "
                + SqlNames.qualified(
                        tokens.get(schema).name(), tokens.get(concurrently + 1).name()));
    }

    /** Another environment, or this one after a way back, may still keep the values of a version before that the plan knows nothing of. */
    private static Optional<String> formerlyKept(String sql) {
        List<SqlToken> tokens = SqlLexer.significant(sql);
        int rename = index(tokens, "rename");
        SqlToken last = tokens.get(tokens.size() - 1);
        return rename >= 0 && last.isName() && PlumbingNames.isKept(last.name())
                ? Optional.of(sql.substring(0, tokens.get(rename).start()) + "drop column if exists " + last.text())
                : Optional.empty();
    }

    private static int index(List<SqlToken> tokens, String word) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isWord(word)) {
                return i;
            }
        }
        return -1;
    }
}
