package dev.plumb.plan.planning;

import dev.plumb.plan.PlanRequest;
import dev.plumb.plan.computed.RowColumn;
import dev.plumb.schema.sql.SqlNames;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Says of which tables the rows are to be told apart by a hidden column. */
final class RowColumnNotes {
    private RowColumnNotes() {}

    static List<String> of(PlanRequest request) {
        String column = SqlNames.quote(RowColumn.NAME);
        return new TreeMap<>(request.computed())
                .entrySet().stream()
                        .filter(t -> t.getValue().hasRowColumn())
                        .filter(t -> Optional.ofNullable(
                                        request.live().computed().get(t.getKey()))
                                .filter(live -> live.current().hasRowColumn())
                                .isEmpty())
                        .map(t -> t.getKey() + " has no key, so its rows are told apart by the hidden column " + column
                                + ", which 'select *' shows: filling takes longer, since every row is written once more and an"
                                + " index is built; with a primary key there is no need for it")
                        .toList();
    }
}
