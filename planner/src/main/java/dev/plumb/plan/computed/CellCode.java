package dev.plumb.plan.computed;

import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the trigger function does for one cell, in PL/pgSQL. */
final class CellCode {
    private static final int LONGEST_MESSAGE = 2000;

    private final ComputedTable table;
    private final Cell cell;

    CellCode(ComputedTable table, Cell cell) {
        this.table = table;
        this.cell = cell;
    }

    /** The variable that says whether the cell is null because of an error. */
    String failed() {
        return "v_failed_" + table.cells().indexOf(cell);
    }

    /** The variable that says whether the cell is computed by this very call. */
    String now() {
        return "v_now_" + table.cells().indexOf(cell);
    }

    String onInsert() {
        return cell.isFunction() || table.afterFunction(cell) ? target() + " := null;\n" : evaluate();
    }

    String onUpdate() {
        if (cell.isFunction()) {
            return functionOnUpdate();
        }
        String due = "v_mode = 'recompute' and " + text(cell.column()) + " = any (v_cells)\n  or " + keyChanged()
                + inputsChanged();
        if (!table.recorded(cell)) {
            return "if " + due + " then\n" + TriggerFunction.indented(evaluate()) + "else\n  " + target() + " := "
                    + Rows.field("old", cell.column()) + ";\nend if;\n";
        }
        return now() + " := " + due + ";\nif " + now() + " then\n" + TriggerFunction.indented(evaluate())
                + "  if not " + failed() + " then\n    v_right := v_right || " + text(cell.column())
                + ";\n  end if;\nelse\n  " + keep() + "end if;\n";
    }

    /** The worker's value, or the old one and a note when the inputs changed. */
    private String functionOnUpdate() {
        String column = text(cell.column());
        return now() + " := v_mode = 'write' and " + column + " = any (v_cells);\n"
                + "if " + now() + " then\n"
                + "  " + failed() + " := v_given -> " + column + " is not null;\n"
                + "  if " + failed() + " then\n"
                + "    " + target() + " := null;\n"
                + "    v_errors := v_errors || pg_catalog.jsonb_build_object(" + column + ", v_given -> " + column
                + ");\n"
                + "  else\n"
                + "    v_right := v_right || " + column + ";\n"
                + "  end if;\n"
                + "else\n"
                + TriggerFunction.indented(keep())
                + "  if v_moved or " + inputsChanged() + " then\n"
                + "    v_noted := v_noted || " + column + ";\n"
                + "  end if;\n"
                + "end if;\n";
    }

    private String keep() {
        return target() + " := " + Rows.field("old", cell.column()) + ";\n" + failed() + " := " + text(cell.column())
                + " = any (v_was);\n";
    }

    /** A row that is not filled yet must not move unseen to where a backfill has been already. */
    private String keyChanged() {
        List<String> key = table.key().stream().map(KeyColumn::name).toList();
        return key.isEmpty() ? "" : Rows.differ(key) + "\n  or ";
    }

    /** A null may have turned from an error into a value, or back. */
    private String inputsChanged() {
        List<String> changes = new ArrayList<>();
        if (!cell.inputs().isEmpty()) {
            changes.add(Rows.differ(cell.inputs().stream().map(Input::name).toList()));
        }
        recordedInputs()
                .forEach(i -> changes.add(
                        new CellCode(table, i).now() + " and " + Rows.field("new", i.column()) + " is null"));
        return changes.isEmpty() ? "false" : String.join("\n  or ", changes);
    }

    /** Sets the column, and for a cell whose errors are kept the variables. */
    private String evaluate() {
        List<Cell> inputs = recordedInputs();
        String value = table.catches(cell) ? caught() : call();
        if (inputs.isEmpty()) {
            return value;
        }
        String anyFailed =
                inputs.stream().map(i -> new CellCode(table, i).failed()).collect(Collectors.joining(" or "));
        return "if " + anyFailed + " then\n"
                + "  " + target() + " := null;\n"
                + "  " + failed() + " := true;\n"
                + "  v_errors := v_errors || " + error(literal("InputFailed"), whichFailed(inputs)) + ";\n"
                + "else\n"
                + (table.catches(cell) ? "" : "  " + failed() + " := false;\n")
                + TriggerFunction.indented(value)
                + "end if;\n";
    }

    private String call() {
        return target() + " := " + Plumbing.functionName(table, cell) + "("
                + Rows.fields("new", cell.inputs().stream().map(Input::name).toList()) + ");\n";
    }

    private String caught() {
        return "begin\n  " + failed() + " := false;\n  " + call() + "exception when others then\n"
                + "  if pg_catalog.left(sqlstate, 2) in (" + RowErrors.otherClasses()
                + ") then\n    raise;\n  end if;\n"
                + "  " + target() + " := null;\n"
                + "  " + failed() + " := true;\n"
                + "  v_errors := v_errors || "
                + error("sqlstate", "pg_catalog.left(sqlerrm, " + LONGEST_MESSAGE + ")") + ";\n"
                + "end;\n";
    }

    private String whichFailed(List<Cell> inputs) {
        StringBuilder which = new StringBuilder("case");
        for (Cell input : inputs) {
            which.append(" when ")
                    .append(new CellCode(table, input).failed())
                    .append(" then ")
                    .append(literal(
                            "its input " + SqlNames.quote(PlumbingNames.replaced(input.column())) + " has an error"));
        }
        return which.append(" end").toString();
    }

    private String error(String type, String message) {
        return "pg_catalog.jsonb_build_object(" + text(cell.column()) + ", pg_catalog.jsonb_build_object('type', "
                + type + ", 'message', " + message + "))";
    }

    private List<Cell> recordedInputs() {
        return table.inputCells(cell).filter(table::recorded).toList();
    }

    private String target() {
        return Rows.field("new", cell.column());
    }

    private static String literal(String text) {
        return SqlNames.literal(text).strip();
    }

    static String text(String name) {
        return literal(name) + "::text";
    }
}
