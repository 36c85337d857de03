package dev.plumb.plan.computed;

import java.util.List;
import java.util.stream.Collectors;

/** Which errors of the server are about the values of a row, so that another row may well do. */
public final class RowErrors {
    /**
     * Classes of SQLSTATE that say nothing about the row's values, such as a missing function, a full disk or a deadlock: they
     * fail the statement, whatever a cell asks for.
     */
    private static final List<String> OTHER_CLASSES =
            List.of("08", "25", "26", "28", "40", "42", "53", "55", "57", "58", "F0", "XX");

    private static final int CLASS_LENGTH = 2;

    private RowErrors() {}

    /** @param state SQLSTATE */
    public static boolean isOfTheRow(String state) {
        return state.length() > CLASS_LENGTH && !OTHER_CLASSES.contains(state.substring(0, CLASS_LENGTH));
    }

    /** The other classes, as a list of SQL literals. */
    static String otherClasses() {
        return OTHER_CLASSES.stream().map(c -> "'" + c + "'").collect(Collectors.joining(", "));
    }
}
