package dev.plumb.runtime.apply;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out who keeps a session waiting. */
final class Blockers {
    private static final String QUERY = """
            select a.pid, a.usename, a.application_name, a.xact_start, a.query
            from unnest(pg_blocking_pids(?)) as b(pid) join pg_stat_activity a on a.pid = b.pid
            order by a.xact_start nulls last, a.pid""";

    /** Strings, dollar-quoted strings and numbers: a statement's shape is of use, its data is nobody's business. */
    private static final Pattern LITERALS = Pattern.compile(
            "(?s)\\b[eEbBxX]?'(?:[^'\\\\]|''|\\\\.)*'?|'(?:[^']|'')*'?|\\$(\\w*)\\$.*?(?:\\$\\1\\$|$)|(?<![\\w\"$])\\d+(?:\\.\\d+)?");

    private static final int LONGEST_QUERY = 120;

    private Blockers() {}

    /**
     * @param connection another one than that of the session
     * @param backend the session's server process
     */
    static List<Blocking> of(Connection connection, int backend) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setInt(1, backend);
            try (ResultSet row = statement.executeQuery()) {
                List<Blocking> blockers = new ArrayList<>();
                while (row.next()) {
                    blockers.add(new Blocking(
                            row.getInt(1),
                            Optional.ofNullable(row.getString(2)),
                            Optional.ofNullable(row.getString(3)).filter(name -> !name.isEmpty()),
                            Optional.ofNullable(row.getTimestamp(4)).map(Timestamp::toInstant),
                            Optional.ofNullable(row.getString(5)).map(Blockers::withoutLiterals)));
                }
                return List.copyOf(blockers);
            }
        }
    }

    static String withoutLiterals(String query) {
        String shape =
                LITERALS.matcher(query).replaceAll("?").replaceAll("\\s+", " ").strip();
        return shape.length() <= LONGEST_QUERY ? shape : shape.substring(0, LONGEST_QUERY) + "…";
    }
}
