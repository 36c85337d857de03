package dev.plumb.runtime.work;

import dev.plumb.plan.computed.Cell;
import dev.plumb.runtime.cell.CellFunctions;
import dev.plumb.runtime.cell.LiveTable;
import dev.plumb.runtime.cell.MissingFunctionException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The columns that a worker leaves to others, since it has their functions not at all or in another version: it may be older than the
 * column, or younger. Safe for several threads.
 */
final class Elsewhere {
    private final CellFunctions functions;
    private final WorkListener listener;
    private final Map<Long, Set<String>> columns = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private Optional<MissingFunctionException> first = Optional.empty();

    Elsewhere(CellFunctions functions, WorkListener listener) {
        this.functions = functions;
        this.listener = listener;
    }

    /** From now on no notes are claimed that are about these columns alone. Says why, once for each reason. */
    synchronized void leave(LiveTable live, Set<String> left) {
        for (String column : left) {
            Optional<MissingFunctionException> reason =
                    live.table().cell(column).flatMap(cell -> functions.missing(live.table(), cell));
            if (reason.isPresent()) {
                columns.computeIfAbsent(live.relation(), r -> new HashSet<>()).add(column);
                first = first.or(() -> reason);
                if (told.add(reason.get().happened())) {
                    listener.left(live.table().name(), column, reason.get().happened());
                }
            }
        }
    }

    /** Looks whether columns have been defined anew since, so that they can be computed here. */
    synchronized void lookAgain(Connection connection) throws SQLException {
        for (Long relation : List.copyOf(columns.keySet())) {
            Optional<LiveTable> live = LiveTable.find(connection, relation);
            columns.getOrDefault(relation, Set.of())
                    .removeIf(column -> live.flatMap(l -> l.table().cell(column))
                            .filter(cell -> isMissing(live.orElseThrow(), cell))
                            .isEmpty());
        }
        columns.values().removeIf(Set::isEmpty);
    }

    private boolean isMissing(LiveTable live, Cell cell) {
        return cell.isFunction() && functions.missing(live.table(), cell).isPresent();
    }

    /** Why something was left, if anything was. */
    synchronized Optional<MissingFunctionException> first() {
        return first;
    }

    /**
     * The columns with their tables.
     *
     * @param relations oids
     * @param columns one for each relation
     */
    record Pairs(List<Long> relations, List<String> columns) {}

    synchronized Pairs pairs() {
        List<Long> relations = new ArrayList<>();
        List<String> names = new ArrayList<>();
        columns.forEach((relation, of) -> of.forEach(column -> {
            relations.add(relation);
            names.add(column);
        }));
        return new Pairs(relations, names);
    }
}
