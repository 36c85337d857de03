package dev.plumb.plan.diff;

import dev.plumb.plan.CatalogState.OutputColumn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What becomes of the output columns of a view. */
record OutputChange(List<OutputColumn> live, List<OutputColumn> desired) {
    static OutputChange between(List<OutputColumn> live, List<OutputColumn> desired) {
        return new OutputChange(live, desired);
    }

    /** True when all columns stay as and where they are, with or without new ones after them. */
    boolean isAppending() {
        return live.size() <= desired.size() && live.equals(desired.subList(0, live.size()));
    }

    /** True when every column stays where it is, whatever its type. */
    boolean isKeepingNames() {
        return live.size() <= desired.size()
                && names(live).equals(names(desired).subList(0, live.size()));
    }

    boolean keeps(String column) {
        return desired.stream().anyMatch(c -> c.name().equals(column));
    }

    /** The columns that clients can no longer count on, with what becomes of them. */
    String lost() {
        return live.stream()
                .filter(c -> !desired.contains(c))
                .map(c -> c.name()
                        + find(c.name()).map(d -> " becomes " + d.type()).orElse(" goes"))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), lost -> lost.isEmpty() ? "their order" : lost));
    }

    void describe(Details details) {
        details.compareSql("columns", words(live), words(desired));
    }

    private static List<String> names(List<OutputColumn> columns) {
        return columns.stream().map(OutputColumn::name).toList();
    }

    private Optional<OutputColumn> find(String name) {
        return desired.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    private static List<String> words(List<OutputColumn> columns) {
        return columns.stream().map(c -> c.name() + " " + c.type()).toList();
    }
}
