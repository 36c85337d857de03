package dev.plumb.migration.data;

import dev.plumb.schema.sql.SqlToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what a file may not do, since it runs in one transaction together with the record that it ran, and not in psql. */
final class ForbiddenStatements {
    private static final Set<String> TRANSACTION =
            Set.of("begin", "start", "commit", "end", "rollback", "abort", "prepare");

    private static final Why IN_ONE_TRANSACTION = new Why(
            "the file runs in one transaction of its own, which it may neither begin nor end",
            "remove the statement; write several files for several transactions");

    private static final Why ALONE =
            new Why("this cannot run in a transaction", "declare it in the schema, or run it by hand");

    private static final Why PSQL = new Why("this is a command of psql, not SQL", "write it as SQL");

    private static final Why STANDARD_INPUT =
            new Why("there is no standard input to copy from", "write insert … values");

    private static final Why NOT_CLOSED =
            new Why("a string, a quoted name or a comment begins here and does not end", "close it");

    private static final Why NOTHING = new Why("there is no statement in this file", "write one, or remove the file");

    private final List<SqlToken> all;
    private final Map<SqlToken, Why> found = new LinkedHashMap<>();

    /** What is wrong and what to do. */
    record Why(String message, String remedy) {}

    /** @param all white space and comments included */
    ForbiddenStatements(List<SqlToken> all) {
        this.all = List.copyOf(all);
    }

    Map<SqlToken, Why> find() {
        List<SqlToken> statement = new ArrayList<>();
        int statements = 0;
        int bodies = 0;
        for (SqlToken token : all) {
            if (token.isTrivia()) {
                continue;
            }
            if (token.kind() == SqlToken.Kind.UNTERMINATED) {
                found.put(token, NOT_CLOSED);
            }
            if (token.isSymbol(";")) {
                if (bodies == 0) {
                    statements += check(statement);
                    statement.clear();
                }
                continue;
            }
            bodies = Math.max(0, bodies + depth(statement, token));
            statement.add(token);
        }
        statements += check(statement);
        if (statements == 0 && found.isEmpty()) {
            found.put(all.isEmpty() ? new SqlToken(SqlToken.Kind.WHITESPACE, " ", 0) : all.get(0), NOTHING);
        }
        return found;
    }

    /** Inside of {@code begin atomic … end} semicolons end no statement. */
    private static int depth(List<SqlToken> statement, SqlToken token) {
        boolean inBody = statement.stream().anyMatch(t -> t.isWord("atomic"));
        if (token.isWord("atomic")
                && !statement.isEmpty()
                && statement.get(statement.size() - 1).isWord("begin")) {
            return 1;
        }
        if (inBody && token.isWord("case")) {
            return 1;
        }
        return inBody && token.isWord("end") ? -1 : 0;
    }

    /** How many statements it is. */
    private int check(List<SqlToken> statement) {
        if (statement.isEmpty()) {
            return 0;
        }
        SqlToken first = statement.get(0);
        if (first.isSymbol("\\")) {
            found.put(first, PSQL);
        } else if (TRANSACTION.contains(first.word()) && !preparesAStatement(statement)) {
            found.put(first, IN_ONE_TRANSACTION);
        } else if (first.isWord("vacuum") || statement.stream().anyMatch(t -> t.isWord("concurrently"))) {
            found.put(first, ALONE);
        } else if (first.isWord("copy") && statement.stream().anyMatch(t -> t.isWord("stdin"))) {
            found.put(first, STANDARD_INPUT);
        }
        return 1;
    }

    private static boolean preparesAStatement(List<SqlToken> statement) {
        return statement.get(0).isWord("prepare")
                && statement.size() > 1
                && !statement.get(1).isWord("transaction");
    }
}
