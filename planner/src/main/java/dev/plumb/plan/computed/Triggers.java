package dev.plumb.plan.computed;

import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** When a table's trigger function is called: never more than its cells need. */
final class Triggers {
    /**
     * @param event {@code before insert}
     * @param condition of the row, or empty
     * @param argument {@code 'plumb'} when the caller's mode is to be believed, else nothing
     */
    record Trigger(ComputedTable table, String name, String event, String each, String condition, String argument) {
        String create() {
            return "create or replace trigger " + SqlNames.quote(name) + " " + event + " on " + table.name()
                    + " for each " + each
                    + (condition.isEmpty() ? "" : "\nwhen (" + condition + ")")
                    + "\nexecute function "
                    + SqlNames.qualified(table.schema(), PlumbingNames.triggerFunction(table.table()))
                    + "(" + argument + ")";
        }

        String drop(String tableName) {
            return "drop trigger if exists " + SqlNames.quote(name) + " on " + tableName;
        }
    }

    private final ComputedTable table;

    Triggers(ComputedTable table) {
        this.table = table;
    }

    List<Trigger> all() {
        List<Trigger> triggers = new ArrayList<>();
        triggers.add(row("insert", "before insert", "", ""));
        triggers.add(row(
                "update",
                "before update",
                "not " + trusted("'fill', 'recompute', 'write'") + "\n  and " + Rows.differ(watched()),
                ""));
        triggers.add(row("write", "before update", trusted("'recompute', 'write'"), "'plumb'"));
        List<Cell> recorded = table.cells().stream().filter(table::recorded).toList();
        if (!recorded.isEmpty()) {
            triggers.add(row("delete", "before delete", anyNull("old", recorded), ""));
            boolean functions = table.cells().stream().anyMatch(Cell::isFunction);
            triggers.add(row("inserted", "after insert", functions ? "" : anyNull("new", recorded), ""));
            triggers.add(new Trigger(table, PlumbingNames.trigger("truncate"), "after truncate", "statement", "", ""));
        }
        return triggers;
    }

    private Trigger row(String name, String event, String condition, String argument) {
        return new Trigger(table, PlumbingNames.trigger(name), event, "row", condition, argument);
    }

    /**
     * The mode is a setting that every client can make, so it counts only for a role that could change the table's triggers
     * as well.
     */
    private String trusted(String modes) {
        return "coalesce(pg_catalog.current_setting('plumb.mode', true) in (" + modes + ")"
                + " and pg_catalog.has_table_privilege("
                + SqlNames.literal(table.name()).strip() + "::pg_catalog.regclass, 'TRIGGER'), false)";
    }

    /** What an update must leave as it is for the trigger to have nothing to do. */
    private List<String> watched() {
        List<String> columns = new ArrayList<>();
        table.key().forEach(k -> columns.add(k.name()));
        for (Cell cell : table.cells()) {
            cell.inputs().forEach(i -> columns.add(i.name()));
            columns.add(cell.column());
        }
        return columns.stream().distinct().toList();
    }

    static String anyNull(String row, List<Cell> cells) {
        return cells.stream().map(c -> Rows.field(row, c.column()) + " is null").collect(Collectors.joining(" or "));
    }
}
