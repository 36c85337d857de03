package dev.plumb.runtime.sample;

import dev.plumb.runtime.failure.ServerAnswer;
import dev.plumb.runtime.readonly.ReadOnlySession;
import dev.plumb.schema.sql.SqlNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An expression that the server evaluates.
 *
 * @param inputs of the expression
 * @param type of the column, empty when it is not known
 * @param sql selects the value and, as the column would keep it, once more; its parameters are the inputs as text
 */
record ServerEvaluation(ReadOnlySession session, String column, List<String> inputs, String type, String sql)
        implements Evaluation {
    /** SQLSTATE of a value that is too long. */
    private static final String TOO_LONG = "22001";

    /** What SQLSTATEs begin with when the expression itself is wrong, whatever the row. */
    private static final String NOT_UNDERSTOOD = "42";

    private static final String TEXT = "::pg_catalog.text";

    /** A cast cuts what is too long, where the column refuses it. */
    private static final Pattern LIMITED_TEXT =
            Pattern.compile("(varchar|character|char|bpchar|character varying)\\s*\\(.*", Pattern.CASE_INSENSITIVE);

    /**
     * Prepares one.
     *
     * @param table whose name may qualify the inputs
     * @param types of the inputs, SQL with physical names
     * @param expression in parentheses, with physical names
     * @param type of the column, if it is known
     */
    static ServerEvaluation of(
            ReadOnlySession session,
            String table,
            String column,
            List<String> inputs,
            Map<String, String> types,
            String expression,
            Optional<String> type) {
        String cast = type.map(t -> "::" + t).orElse("");
        boolean limited =
                type.filter(t -> LIMITED_TEXT.matcher(t.strip()).matches()).isPresent();
        String row = inputs.stream()
                .map(i -> "?" + TEXT + "::" + types.get(i) + " as " + SqlNames.quote(i))
                .collect(Collectors.joining(", "));
        String sql = "select x.v" + (limited ? "" : cast) + TEXT + ", x.v" + cast + TEXT + " from (select " + expression
                + " as v from (select " + row + ") as " + SqlNames.quote(table) + ") x";
        return new ServerEvaluation(session, column, inputs, type.orElse(""), sql);
    }

    @Override
    public SampledValue of(Map<String, Optional<String>> row) throws SQLException {
        List<Optional<String>> parameters =
                inputs.stream().map(i -> row.getOrDefault(i, Optional.empty())).toList();
        long start = System.nanoTime();
        try {
            List<Optional<String>> values = session.query(sql, parameters, ServerEvaluation::both);
            Duration time = since(start);
            boolean cut = !values.get(0)
                    .map(String::stripTrailing)
                    .equals(values.get(1).map(String::stripTrailing));
            return cut
                    ? SampledValue.failed(column, TOO_LONG, "the value is longer than " + type + " takes", time)
                    : new SampledValue(column, values.get(1), Optional.empty(), time);
        } catch (SQLException e) {
            ServerAnswer answer = ServerAnswer.of(e);
            String state = answer.sqlState().orElse("");
            if (answer.isConnectionLost() || state.startsWith(NOT_UNDERSTOOD)) {
                throw e;
            }
            return SampledValue.failed(column, state, answer.happened(), since(start));
        }
    }

    private static List<Optional<String>> both(ResultSet rows) throws SQLException {
        rows.next();
        return List.of(Optional.ofNullable(rows.getString(1)), Optional.ofNullable(rows.getString(2)));
    }

    static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
