package dev.plumb.plan.computed;

import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The hidden column that tells the rows of a table without a key apart, where notes and errors need that. Clients cannot write it:
 * the triggers give every row a value that no other row has, and keep it. Values begin with the time, so that rows stand in its
 * index about as they stand in the table.
 */
public final class RowColumn {
    public static final String NAME = "plumb:row";

    static final KeyColumn KEY = new KeyColumn(NAME, "uuid");

    /** Twelve digits of the time in milliseconds, then twenty at random. */
    static final String NEW_VALUE =
            "(pg_catalog.lpad(pg_catalog.to_hex((extract(epoch from pg_catalog.clock_timestamp())"
                    + " * 1000)::bigint), 12, '0') || pg_catalog.right(pg_catalog.replace(pg_catalog.gen_random_uuid()::text, '-', ''),"
                    + " 20))::uuid";

    private static final String COLUMN = SqlNames.quote(NAME);

    private RowColumn() {}

    /** What goes through the column's index: it is built once every row has a value. */
    public static String indexName(String table) {
        return PlumbingNames.cut(NAME + ":" + table);
    }

    /** SQL of the index's only element. */
    public static String element() {
        return COLUMN;
    }

    static String add(ComputedTable table) {
        return "alter table " + table.name() + " add column if not exists " + COLUMN + " " + KEY.type();
    }

    /** For a table that nobody else can write to. */
    public static String createIndex(ComputedTable table) {
        return "create " + (table.partitioned() ? "" : "unique ") + "index " + SqlNames.quote(indexName(table.table()))
                + " on " + table.name() + " (" + COLUMN + ")";
    }

    /** Its index has the name of the table. */
    static Optional<String> renameIndex(ComputedTable before, ComputedTable after) {
        boolean renamed = after.hasRowColumn() && !before.table().equals(after.table());
        return renamed
                ? Optional.of("alter index if exists "
                        + SqlNames.qualified(after.schema(), indexName(before.table())) + " rename to "
                        + SqlNames.quote(indexName(after.table())))
                : Optional.empty();
    }

    /** Once the triggers do not name it any more: nothing, unless the column was needed and is not. */
    public static List<String> drop(Optional<ComputedTable> before, Optional<ComputedTable> after) {
        boolean needed = after.filter(ComputedTable::hasRowColumn).isPresent();
        return before.filter(b -> b.hasRowColumn() && !needed)
                .map(b -> List.of("alter table " + b.name() + " drop column if exists " + COLUMN))
                .orElse(List.of());
    }

    /**
     * Lets notes and errors name their rows by another key, in the transaction that changes what keeps the cells right. Backfills
     * that are open cannot go on.
     *
     * @param before the columns of its key are still there
     */
    public static List<String> rekey(ComputedTable before, ComputedTable after) {
        List<String> statements = new ArrayList<>();
        boolean concerns = !before.key().isEmpty()
                && !after.key().isEmpty()
                && !before.key().equals(after.key());
        if (concerns) {
            if (after.hasRowColumn()) {
                statements.add(add(after));
            }
            statements.add("do " + SqlNames.literal(block(before, after)).strip());
        }
        return statements;
    }

    /** Nobody may have a ledger where a plan is only tried. */
    private static String block(ComputedTable before, ComputedTable after) {
        String relation = SqlNames.literal(before.name()).strip() + "::pg_catalog.regclass";
        String formerKey = Rows.key("t", before.key());
        String from =
                " from " + before.ownRows() + " t where r.relation = " + relation + " and r.key = " + formerKey + ";\n";
        String values = !after.hasRowColumn()
                ? ""
                : "  perform pg_catalog.set_config('plumb.mode', 'fill', true);\n  update "
                        + before.ownRows() + " t set " + COLUMN + " = " + NEW_VALUE
                        + "\n    where t." + COLUMN + " is null and " + formerKey
                        + " in (select r.key from plumb.note r where r.relation = " + relation
                        + "\n      union select r.key from plumb.cell_failure r where r.relation = " + relation
                        + ");\n  perform pg_catalog.set_config('plumb.mode', '', true);\n";
        return "begin\nif pg_catalog.to_regclass('plumb.cell_failure') is not null then\n" + values
                + "  update plumb.cell_failure r set key = " + Rows.key("t", after.key()) + from
                + "  update plumb.note r set key = " + Rows.key("t", after.key()) + from
                + "  update plumb.backfill r set state = 'cancelled', reason = 'its table has another key',"
                + " finished_at = pg_catalog.clock_timestamp()\n    where r.relation = " + relation
                + " and r.state in ('running', 'paused', 'failed');\nend if;\nend";
    }
}
