package dev.plumb.plan.computed;

import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;

/** What is needed around the renaming of columns when next versions take their places. */
public final class SwapStatements {
    /** Of the error when something is still behind; no other statement raises it. */
    public static final String BEHIND = "PLB01";

    private final ComputedTable table;
    private final List<String> columns;

    /**
     * @param table physical
     * @param columns that are replaced
     */
    public SwapStatements(ComputedTable table, List<String> columns) {
        this.table = table;
        this.columns = List.copyOf(columns);
    }

    /**
     * Locks the table, and fails with {@link #BEHIND} while rows are noted or a backfill of it is open: what the next versions
     * hold would not be right yet.
     *
     * @param shown what people call the table
     */
    public List<String> begin(String shown) {
        String body = """
                declare
                  v_notes bigint;
                  v_fills bigint;
                begin
                  select count(*) into v_notes from plumb.note n where n.relation = %1$s;
                  select count(*) into v_fills from plumb.backfill b
                  where b.relation = %1$s and b.state in ('running', 'paused', 'failed');
                  if v_notes + v_fills > 0 then
                    raise exception using errcode = '%2$s',
                      message = pg_catalog.format('%%s: %%s notes and %%s backfills are open', %3$s, v_notes, v_fills),
                      hint = 'work the notes off with plumb work --once, end the backfills, then apply again';
                  end if;
                end
                """.formatted(relation(), BEHIND, literal(shown));
        return List.of("lock table " + table.name() + " in access exclusive mode", "do " + literal(body));
    }

    /** The errors of the former versions go, those of the next ones are theirs from now on; once the names are changed. */
    public List<String> errors() {
        List<String> statements = new ArrayList<>();
        for (String column : columns) {
            String next = PlumbingNames.next(column);
            statements.add("delete from plumb.cell_error where relation = " + relation() + " and column_name = "
                    + literal(column));
            statements.add("update plumb.cell_error set column_name = " + literal(column) + " where relation = "
                    + relation() + " and column_name = " + literal(next));
            statements.add("update plumb.cell_error set message = pg_catalog.replace(message, "
                    + literal(SqlNames.quote(next)) + ", " + literal(SqlNames.quote(column)) + ") where relation = "
                    + relation() + " and error_type = 'InputFailed'");
        }
        return statements;
    }

    private String relation() {
        return literal(table.name()) + "::pg_catalog.regclass";
    }

    private static String literal(String text) {
        return SqlNames.literal(text).strip();
    }
}
