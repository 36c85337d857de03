package dev.plumb.runtime.search;

import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.Embedding;
import dev.plumb.plan.computed.Formula;
import dev.plumb.plan.computed.KeyColumn;
import dev.plumb.plan.computed.Plumbing;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.runtime.cell.CallDefinition;
import dev.plumb.runtime.readonly.ReadOnlySession;
import dev.plumb.schema.sql.SqlNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An embedding index as the database has it.
 *
 * @param isCallable whether the function that searches it is there
 */
record SearchableIndex(ComputedTable table, Cell cell, boolean isCallable) {
    private static final int TEXT_LENGTH = 200;

    /** More than this pgvector does not look at, and not more than so many unless it is told. */
    private static final int MOST_CANDIDATES = 1000;

    private static final String INSTALLED = """
            select p.prosrc, exists (select from pg_catalog.pg_proc s where s.pronamespace = n.oid and s.proname = ?
              and s.pronargs = 2 and s.proargtypes[0] = 'real[]'::pg_catalog.regtype)
            from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
            where n.nspname = ? and p.proname = ? and p.pronargs = 0""";

    /** Nothing when the database has no such index. */
    static Optional<SearchableIndex> find(ReadOnlySession session, String schema, String table, String index)
            throws SQLException {
        return session.catalog(
                INSTALLED,
                List.of(
                        Optional.of(PlumbingNames.search(index)),
                        Optional.of(schema),
                        Optional.of(PlumbingNames.triggerFunction(table))),
                row -> read(row, schema, table, index));
    }

    private static Optional<SearchableIndex> read(ResultSet row, String schema, String table, String index)
            throws SQLException {
        if (!row.next()) {
            return Optional.empty();
        }
        ComputedTable computed = Plumbing.parse(schema, table, row.getString(1));
        boolean isCallable = row.getBoolean(2);
        return computed.cell(index).map(cell -> new SearchableIndex(computed, cell, isCallable));
    }

    /** What the vectors are computed by. */
    Formula formula() {
        return cell.formula();
    }

    /** Nothing when the column is no index to the database. */
    Optional<Embedding> embedding() {
        return cell.embedding();
    }

    /** For messages. */
    String described() {
        CallDefinition call = CallDefinition.parse(cell.formula().text());
        return call.function() + " " + call.version() + " with "
                + call.arguments().keySet()
                + cell.embedding()
                        .map(e -> ", " + e.dimensions() + " dimensions, distance "
                                + e.metric().keyword())
                        .orElse(", and is no index");
    }

    /** What the server has to know before it looks for so many rows. */
    static Map<String, String> settings(int rows) {
        return Map.of("hnsw.ef_search", String.valueOf(Math.max(40, Math.min(rows, MOST_CANDIDATES))));
    }

    /**
     * The query: key, distance, then the columns. Its parameters are a vector, as the text of a {@code real[]}, and how many rows.
     *
     * @param columns to show of each row
     */
    String sql(Collection<String> columns) {
        List<KeyColumn> key = table.key();
        String keys = IntStream.range(0, key.size()).mapToObj(i -> "f.k" + i).collect(Collectors.joining(", "));
        String shown = columns.stream()
                .map(c -> ", pg_catalog.left(t." + SqlNames.quote(c) + "::pg_catalog.text, " + TEXT_LENGTH + ")")
                .collect(Collectors.joining());
        String same = IntStream.range(0, key.size())
                .mapToObj(i -> "t." + SqlNames.quote(key.get(i).name()) + " = f.k" + i)
                .collect(Collectors.joining(" and "));
        return "select pg_catalog.jsonb_build_array(" + keys + ")::pg_catalog.text, f.d" + shown + "\nfrom "
                + SqlNames.qualified(table.schema(), PlumbingNames.search(cell.column()))
                + "(?::pg_catalog.float4[], ?::pg_catalog.int4) f(" + keys.replace("f.", "") + ", d)\njoin "
                + table.name() + " t on " + same + "\norder by f.d, " + keys;
    }
}
