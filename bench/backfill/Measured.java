import java.util.Locale;

/**
 * One filling of a column.
 *
 * @param seconds of the filling itself
 * @param whole seconds of the whole command
 * @param size of the table afterwards, as a multiple of its size before
 * @param memory the most that the client's process held, in MB; 0 if the system does not tell
 */
record Measured(String what, long rows, double seconds, double whole, double size, long memory) {
    static final String HEAD = "%-44s %10s %9s %9s %9s %6s %8s"
            .formatted("what", "rows", "seconds", "rows/s", "whole", "size", "memory");

    double rate() {
        return rows / seconds;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-44s %10d %9.2f %9.0f %9.2f %6.2f %5d MB",
                what,
                rows,
                seconds,
                rate(),
                whole,
                size,
                memory);
    }
}
