package dev.plumb.runtime.search;

import dev.plumb.runtime.readonly.LiveColumns;
import dev.plumb.schema.Metric;
import dev.plumb.schema.sql.SqlNames;

/**
 * The SQL that finds neighbours. Its only parameter is a vector, as the text of a {@code real[]}.
 *
 * @param type of the hidden column, SQL
 */
record NeighbourQuery(String type, Metric metric) {
    private static final int TEXT_LENGTH = 200;

    static NeighbourQuery of(LiveColumns columns, SearchRequest request) {
        return new NeighbourQuery(
                columns.types().getOrDefault(request.index().name(), ""),
                request.index().metric());
    }

    /** @param table SQL of its name */
    String sql(LiveColumns columns, String table, SearchRequest request) {
        String vector = "t." + SqlNames.quote(request.index().name());
        return "select f.key, f.distance, f.text from (select " + columns.keySql("t") + " as key, " + distance(vector)
                + " as distance, pg_catalog.left(t."
                + SqlNames.quote(request.index().column()) + "::pg_catalog.text, " + TEXT_LENGTH + ") as text\nfrom "
                + table + " t, (select ?::pg_catalog.float4[]" + (isArray() ? "" : "::" + type) + " as v) q\nwhere "
                + condition(vector) + "\norder by 2" + (isArray() ? ", 1" : "") + "\nlimit " + request.limit()
                + ") f where f.distance is not null";
    }

    private boolean isArray() {
        return type.equals("real[]");
    }

    /** The distance of a vector of zeros is not known. Vectors of another length are those of another definition of the index. */
    private String condition(String vector) {
        return isArray()
                ? "pg_catalog.cardinality(" + vector + ") = pg_catalog.cardinality(q.v)"
                : vector + " is not null";
    }

    private String distance(String vector) {
        if (!isArray()) {
            // As the index of pgvector is asked; its operators are found by the search path.
            return "(" + vector + " " + operator() + " q.v)";
        }
        return "(select " + aggregate() + " from rows from (pg_catalog.unnest(" + vector
                + "), pg_catalog.unnest(q.v)) x(a, b))";
    }

    private String operator() {
        return switch (metric) {
            case COSINE -> "<=>";
            case L2 -> "<->";
            case INNER_PRODUCT -> "<#>";
        };
    }

    private String aggregate() {
        String product = "sum(x.a::float8 * x.b)";
        return switch (metric) {
            case COSINE ->
                "1 - " + product + " / nullif(sqrt(sum(x.a::float8 * x.a)) * sqrt(sum(x.b::float8 * x.b)), 0)";
            case L2 -> "sqrt(sum((x.a::float8 - x.b) * (x.a::float8 - x.b)))";
            case INNER_PRODUCT -> "-" + product;
        };
    }
}
