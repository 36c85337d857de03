package dev.plumb.plan.computed;

import dev.plumb.schema.sql.SqlNames;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The one function that all triggers of a table call. It runs with the rights of whoever installed it, so that writers need
 * none on the ledger, and with a fixed search path.
 *
 * <p>Updates are handled before the row is written, in the order in which rows change, so that keys that move from row to row
 * within a statement take their errors along. An insert is noted after the row is there: {@code on conflict} fires the triggers
 * before an insert also for rows that never come to be.
 */
final class TriggerFunction {
    private final ComputedTable table;
    private final boolean recorded;
    private final boolean functions;

    TriggerFunction(ComputedTable table) {
        this.table = table;
        this.recorded = table.cells().stream().anyMatch(table::recorded);
        this.functions = table.cells().stream().anyMatch(Cell::isFunction);
    }

    String create() {
        String body = body();
        String quote = dollarQuote(body);
        return "create or replace function "
                + SqlNames.qualified(table.schema(), PlumbingNames.triggerFunction(table.table()))
                + "() returns trigger language plpgsql security definer\nset search_path = pg_catalog, pg_temp"
                + keySettings() + "\nas " + quote + body + quote;
    }

    String body() {
        return "\n" + CellLines.write(table) + declarations() + "begin\n" + branches() + "end\n";
    }

    private static String dollarQuote(String body) {
        String quote = "$plumb$";
        for (int i = 1; body.contains(quote); i++) {
            quote = "$plumb" + i + "$";
        }
        return quote;
    }

    /** The text of these in a key must not depend on the settings of who writes; that of all others does not. */
    private String keySettings() {
        List<String> plain = List.of("smallint", "integer", "bigint", "text", "uuid", "date", "boolean", "numeric");
        return !recorded || table.key().stream().allMatch(k -> plain.contains(k.type()))
                ? ""
                : " set extra_float_digits = 1 set bytea_output = hex set intervalstyle = postgres set timezone = 'UTC'";
    }

    private String declarations() {
        StringBuilder text = new StringBuilder("""
                declare
                  v_mode text := '';
                  v_cells text[] := '{}';
                """);
        if (recorded) {
            text.append("""
                      v_relation pg_catalog.regclass;
                      v_key pg_catalog.jsonb;
                      v_moved boolean := false;
                      v_given pg_catalog.jsonb;
                      v_was text[] := '{}';
                      v_right text[] := '{}';
                      v_noted text[] := '{}';
                      v_errors pg_catalog.jsonb := '{}';
                    """);
            table.cells().stream().filter(table::recorded).forEach(c -> text.append("  ")
                    .append(code(c).failed())
                    .append(" boolean := false;\n  ")
                    .append(code(c).now())
                    .append(" boolean := false;\n"));
        }
        return text.toString();
    }

    private String branches() {
        return recorded ? truncated() + rowColumn() + located() + deleted() + inserted() + updated() : simple();
    }

    /** No cell can have an error on its own: nothing to keep. */
    private String simple() {
        return "if tg_op = 'INSERT' then\n" + compute() + "  return new;\nend if;\n" + mode() + recompute()
                + "return new;\n";
    }

    private String truncated() {
        return """
                if tg_op = 'TRUNCATE' then
                  delete from plumb.cell_failure e where e.relation = tg_relid;
                  return null;
                end if;
                """;
    }

    /** Whatever a client says. Rows from before may have no value yet. */
    private String rowColumn() {
        if (!table.hasRowColumn()) {
            return "";
        }
        String column = Rows.field("new", RowColumn.NAME);
        return "if tg_op = 'INSERT' and tg_when = 'BEFORE' then\n  " + column + " := " + RowColumn.NEW_VALUE
                + ";\nelsif tg_op = 'UPDATE' then\n  " + column + " := coalesce(" + Rows.field("old", RowColumn.NAME)
                + ", "
                + RowColumn.NEW_VALUE + ");\nend if;\n";
    }

    /** Of a partition, the table at the top. */
    private String located() {
        return "v_relation := "
                + (table.partitioned() ? "coalesce(pg_catalog.pg_partition_root(tg_relid), tg_relid)" : "tg_relid")
                + ";\n";
    }

    private String deleted() {
        return """
                if tg_op = 'DELETE' then
                  delete from plumb.cell_failure e where e.relation = v_relation and e.key = %s;
                  return old;
                end if;
                v_key := %s;
                """.formatted(Rows.key("old", table.key()), Rows.key("new", table.key()));
    }

    private String inserted() {
        List<Cell> evaluated = table.cells().stream()
                .filter(c -> table.recorded(c) && !c.isFunction() && !table.afterFunction(c))
                .toList();
        String again = evaluated.isEmpty() ? "" : " or " + Triggers.anyNull("new", evaluated);
        StringBuilder text = new StringBuilder("if tg_op = 'INSERT' then\n  if tg_when = 'BEFORE'" + again + " then\n")
                .append(indented(compute()))
                .append("  end if;\n  if tg_when = 'BEFORE' then\n    return new;\n  end if;\n");
        if (!evaluated.isEmpty()) {
            text.append("  if v_errors <> '{}'").append(stillSo()).append(" then\n");
            text.append(indented(indented(ErrorRecords.KEEP))).append("  end if;\n");
        }
        if (functions) {
            text.append("  v_noted := array[")
                    .append(table.cells().stream()
                            .filter(Cell::isFunction)
                            .map(c -> CellCode.text(c.column()))
                            .collect(Collectors.joining(", ")))
                    .append("];\n")
                    .append(indented(ErrorRecords.NOTE));
        }
        return text.append("  return null;\nend if;\n").toString();
    }

    /** Another trigger may have changed the row since, and then its error is known already. */
    private String stillSo() {
        boolean operatorsAtHand = table.key().stream().allMatch(k -> k.type().indexOf('.') < 0);
        List<String> columns =
                table.outsideInputs(table.cells()).stream().map(Input::name).toList();
        if (!operatorsAtHand || columns.isEmpty()) {
            return "";
        }
        return " and not exists (select from " + table.ownRows() + " t where "
                + Rows.sameKey("t", "new", table.key()) + " and "
                + Rows.differ(Rows.fields("t", columns), Rows.fields("new", columns)) + ")";
    }

    private String updated() {
        String key = Rows.key("old", table.key());
        List<Cell> cells = table.cells().stream().filter(table::recorded).toList();
        String text = mode()
                + """
                if v_mode = 'write' then
                  v_given := nullif(pg_catalog.current_setting('plumb.failed', true), '')::pg_catalog.jsonb -> v_key::text;
                end if;
                v_moved := %s;
                if %s then
                  if v_moved then
                    delete from plumb.cell_failure e where e.relation = v_relation and e.key = v_key;
                    update plumb.cell_failure e set key = v_key where e.relation = v_relation and e.key = %s;
                  end if;
                  select coalesce(pg_catalog.array_agg(e.column_name), '{}') into v_was
                  from plumb.cell_error e where e.relation = v_relation and e.key = v_key;
                end if;
                """.formatted(
                        Rows.differ(table.key().stream().map(KeyColumn::name).toList()),
                        Triggers.anyNull("old", cells),
                        key);
        return text + recompute() + """
                if v_was && v_right then
                  delete from plumb.cell_failure e using plumb.cell c
                  where e.relation = v_relation and e.key = v_key
                    and c.id = e.cell and c.relation = v_relation and c.column_name = any (v_right);
                end if;
                if v_errors <> '{}' then
                """ + indented(ErrorRecords.KEEP) + "end if;\n"
                + (functions ? "if v_noted <> '{}' then\n" + indented(ErrorRecords.NOTE) + "end if;\n" : "")
                + "return new;\n";
    }

    private String mode() {
        return """
                if tg_nargs > 0 then
                  v_mode := pg_catalog.current_setting('plumb.mode');
                  v_cells := coalesce(nullif(pg_catalog.current_setting('plumb.cells', true), ''), '{}')::text[];
                end if;
                """;
    }

    private String compute() {
        return indented(table.cells().stream().map(c -> code(c).onInsert()).collect(Collectors.joining()));
    }

    private String recompute() {
        return table.cells().stream().map(c -> code(c).onUpdate()).collect(Collectors.joining());
    }

    private CellCode code(Cell cell) {
        return new CellCode(table, cell);
    }

    static String indented(String lines) {
        return lines.indent(2);
    }
}
