package dev.plumb.plan.computed;

import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is needed around the renaming of columns when next versions take their places. */
public final class SwapStatements {
    /** Of the error when something is still behind; no other statement raises it. */
    public static final String BEHIND = "PLB01";

    /** Of the error when a backfill is open, which nobody but the one who began it ends. */
    public static final String FILLING = "PLB02";

    /**
     * The setting, for a transaction, with the moment before which nothing may be noted any more. What was noted since is like what
     * is noted after the swap: it concerns the next versions as much as the present ones. When it is not set, nothing may be noted.
     */
    public static final String SETTLED = "plumb.settled";

    /** Whether this SQLSTATE is one of those with which a swap is refused. */
    public static boolean isRefusal(@Nullable String sqlState) {
        return BEHIND.equals(sqlState) || FILLING.equals(sqlState);
    }

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
     * Locks the table, and fails with {@link #BEHIND} while rows are noted, or with {@link #FILLING} while a backfill of it is
     * open: what the next versions hold would not be right yet.
     *
     * @param shown what people call the table
     */
    public List<String> begin(String shown) {
        String body = """
                declare
                  v_settled timestamptz := nullif(pg_catalog.current_setting('%5$s', true), '')::timestamptz;
                  v_open bigint;
                  v_oldest timestamptz;
                begin
                  select count(*) into v_open from plumb.backfill b
                  where b.relation = %1$s and b.state in ('running', 'paused', 'failed');
                  if v_open > 0 then
                    raise exception using errcode = '%3$s',
                      message = pg_catalog.format('%%s: %%s backfills are open', %4$s, v_open),
                      hint = 'end them with plumb backfill run or plumb backfill cancel, then apply again';
                  end if;
                  select count(*), min(n.noted_at) into v_open, v_oldest from plumb.note n
                  where n.relation = %1$s and (v_settled is null or n.noted_at < v_settled);
                  if v_open > 0 then
                    raise exception using errcode = '%2$s',
                      message = pg_catalog.format('%%s: %%s notes are open, the oldest since %%s', %4$s, v_open, v_oldest),
                      hint = 'plumb work --once works them off, or says why it cannot; then apply again';
                  end if;
                end
                """.formatted(relation(), BEHIND, FILLING, literal(shown), SETTLED);
        return List.of("lock table " + table.name() + " in access exclusive mode", "do " + literal(body));
    }

    /**
     * What is remembered of the next versions is about the columns from now on, and what was of the former ones goes; once the
     * names are changed. However many errors there are: the table is locked.
     */
    public List<String> remembered() {
        List<String> statements = new ArrayList<>();
        columns.forEach(c -> statements.add(settings(c)));
        statements.add(notes());
        for (String column : columns) {
            String next = PlumbingNames.next(column);
            statements.add(
                    "delete from plumb.cell where relation = " + relation() + " and column_name = " + literal(column));
            statements.add("update plumb.cell set column_name = " + literal(column) + " where relation = " + relation()
                    + " and column_name = " + literal(next));
        }
        return statements;
    }

    /** What the model does not know of a column, and what people have set all the same: privileges, statistics, storage. */
    private String settings(String column) {
        return "do " + literal("""
                declare
                  v_alter text := pg_catalog.format('alter table %%s alter column %%I ', %1$s, %2$s);
                  v_from pg_catalog.pg_attribute;
                  v_to pg_catalog.pg_attribute;
                  v_grant record;
                begin
                  select * into strict v_from from pg_catalog.pg_attribute where attrelid = %1$s and attname = %3$s;
                  select * into strict v_to from pg_catalog.pg_attribute where attrelid = %1$s and attname = %2$s;
                  if v_from.attstattarget >= 0 then
                    execute v_alter || 'set statistics ' || v_from.attstattarget;
                  end if;
                  if v_from.atttypid = v_to.atttypid and v_from.attstorage <> v_to.attstorage then
                    execute v_alter || 'set storage ' || case v_from.attstorage
                      when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end;
                  end if;
                  if v_from.attcompression <> '' and v_from.attcompression <> v_to.attcompression then
                    execute v_alter || 'set compression ' || case v_from.attcompression when 'l' then 'lz4' else 'pglz' end;
                  end if;
                  if v_from.attoptions is not null then
                    execute v_alter || 'set (' || pg_catalog.array_to_string(v_from.attoptions, ', ') || ')';
                  end if;
                  for v_grant in select * from pg_catalog.aclexplode(v_from.attacl) loop
                    execute pg_catalog.format('grant %%s (%%I) on %%s to %%s', v_grant.privilege_type, %2$s, %1$s,
                      case v_grant.grantee when 0 then 'public' else v_grant.grantee::pg_catalog.regrole::text end)
                      || case when v_grant.is_grantable then ' with grant option' else '' end;
                  end loop;
                end
                """.formatted(relation(), literal(column), literal(PlumbingNames.kept(column))));
    }

    /** Whoever has claimed them computes what is no longer asked for, and gives them back. */
    private String notes() {
        String renamed = columns.stream()
                .map(c -> " when " + literal(PlumbingNames.next(c)) + " then " + literal(c))
                .collect(Collectors.joining());
        return "update plumb.note n set claimed_by = null, claimed_until = null, cells = array(select distinct case c.name"
                + renamed + " else c.name end from pg_catalog.unnest(n.cells) c(name)) where n.relation = "
                + relation();
    }

    private String relation() {
        return literal(table.name()) + "::pg_catalog.regclass";
    }

    private static String literal(String text) {
        return SqlNames.literal(text).strip();
    }
}
