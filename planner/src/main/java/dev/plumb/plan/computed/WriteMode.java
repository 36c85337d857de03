package dev.plumb.plan.computed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumb.schema.sql.SqlNames;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Statements that tell the triggers, until the end of the transaction, that Plumb writes. The role must have the privilege
 * {@code trigger} on the table; for others the settings mean nothing.
 */
public final class WriteMode {
    /** How a session must write values as text, so that the guards of reading and writing agree and no digit is lost. */
    public static final List<String> SESSION = List.of(
            "set extra_float_digits = 1",
            "set datestyle = 'ISO, MDY'",
            "set intervalstyle = postgres",
            "set timezone = 'UTC'",
            "set bytea_output = hex",
            "set xmlbinary = base64",
            "set row_security = off");

    /**
     * A cell that could not be computed.
     *
     * @param attempts at least 1
     */
    public record CellFailure(String type, String message, int attempts) {}

    private WriteMode() {}

    /** The statement itself computes all that depends on what it writes: the triggers do nothing. */
    public static String fill() {
        return setting("fill", "{}", "");
    }

    /** The triggers compute these expressions anew, and whatever depends on them. */
    public static String recompute(Collection<String> columns) {
        return setting("recompute", array(columns), "");
    }

    /**
     * Values of these functions are kept as they are written. What depends on them is computed or noted, but for these columns
     * themselves.
     *
     * @param failures by key, a JSON array, and column: these cells become null and their errors are kept; a cell that is
     *     not among them is right, and an error that it had is forgotten
     */
    public static String write(Collection<String> columns, Map<String, Map<String, CellFailure>> failures) {
        ObjectNode all = CellLines.JSON.createObjectNode();
        failures.forEach((key, cells) -> {
            ObjectNode row = all.putObject(key);
            cells.forEach((column, failure) -> row.putObject(column)
                    .put("type", failure.type())
                    .put("message", failure.message().replace("\0", ""))
                    .put("attempts", failure.attempts()));
        });
        return setting("write", array(columns), failures.isEmpty() ? "" : all.toString());
    }

    /** Back to the behaviour that every client sees, for what follows in the same transaction. */
    public static String client() {
        return setting("", "", "");
    }

    private static String setting(String mode, String cells, String failed) {
        return "select pg_catalog.set_config('plumb.mode', '" + mode + "', true), pg_catalog.set_config('plumb.cells', "
                + literal(cells) + ", true), pg_catalog.set_config('plumb.failed', " + literal(failed) + ", true)";
    }

    private static String array(Collection<String> names) {
        return names.stream()
                .map(n -> '"' + n.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String literal(String text) {
        return SqlNames.literal(text).strip();
    }
}
