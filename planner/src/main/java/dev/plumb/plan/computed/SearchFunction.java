package dev.plumb.plan.computed;

import dev.plumb.schema.sql.SqlNames;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The function of an embedding index that finds the rows whose vectors are nearest to a given one: their keys and distances, the
 * nearest first. Its text is bound to what it names when it is made, so the search path of who calls it changes nothing; it runs with
 * the rights of who calls it; and the server can put it in place of the call.
 */
final class SearchFunction {
    private static final String ARGUMENTS = "(real[], integer)";
    private static final String QUERY = "query";
    private static final String MAX_ROWS = "max_rows";
    private static final String DISTANCE = "distance";

    /** Before the modifier, the type of pgvector; before that, its schema. */
    private static final String VECTOR = "vector(";

    private final ComputedTable table;
    private final Cell cell;
    private final Embedding embedding;

    SearchFunction(ComputedTable table, Cell cell) {
        this.table = table;
        this.cell = cell;
        this.embedding = cell.embedding().orElseThrow();
    }

    static List<SearchFunction> all(ComputedTable table) {
        return table.cells().stream()
                .filter(c -> c.embedding().isPresent())
                .map(c -> new SearchFunction(table, c))
                .toList();
    }

    String name() {
        return PlumbingNames.search(cell.column());
    }

    String nameWithTypes() {
        return name() + ARGUMENTS;
    }

    /** Whether the one can be made in place of the other. */
    boolean isCalledLike(SearchFunction other) {
        return name().equals(other.name()) && signature().equals(other.signature());
    }

    String create() {
        return "create function " + definition();
    }

    /** With the grants of the one that is there. */
    String replace() {
        return "create or replace function " + definition();
    }

    /** @param schema where it is now */
    String drop(String schema) {
        return "drop function if exists " + SqlNames.qualified(schema, name()) + ARGUMENTS;
    }

    private String definition() {
        return SqlNames.qualified(table.schema(), name()) + signature()
                + "\nlanguage sql stable parallel safe rows 10\nbegin atomic\n"
                + (cell.type().endsWith("[]") ? exact() : indexed())
                + ";\nend";
    }

    private String signature() {
        Set<String> taken =
                new HashSet<>(table.key().stream().map(KeyColumn::name).toList());
        String columns = table.key().stream()
                .map(k -> SqlNames.quote(k.name()) + " " + k.type())
                .collect(Collectors.joining(", "));
        return "(" + free(QUERY, taken) + " real[], " + free(MAX_ROWS, taken) + " integer default 10)\nreturns table ("
                + columns + ", " + free(DISTANCE, taken) + " double precision)";
    }

    /** The columns of the key keep their names. */
    private static String free(String name, Set<String> taken) {
        String free = name;
        while (taken.contains(free)) {
            free += "_";
        }
        return free;
    }

    /** Every row is looked at. The distance of a vector of zeros is not known. */
    private String exact() {
        return "  select " + keys("f.k") + ", f.d\n  from (select " + keyFields() + ",\n      (select " + aggregate()
                + "\n       from rows from (pg_catalog.unnest(" + vector()
                + "), pg_catalog.unnest($1)) x(a, b)) as d\n    from " + from() + "\n    where pg_catalog.cardinality("
                + vector() + ") = pg_catalog.cardinality($1)) f\n  where f.d is not null\n  order by f.d, "
                + keys("f.k") + "\n  limit " + checkedLimit();
    }

    private String aggregate() {
        String product = "sum(x.a::double precision * x.b)";
        return switch (embedding.metric()) {
            case COSINE ->
                "1 - " + product
                        + " / nullif(sqrt(sum(x.a::double precision * x.a)) * sqrt(sum(x.b::double precision * x.b)), 0)";
            case L2 -> "sqrt(sum((x.a::double precision - x.b) * (x.a::double precision - x.b)))";
            case INNER_PRODUCT -> "-" + product;
        };
    }

    /** A vector of another length would find nothing and say nothing. */
    private String checkedLimit() {
        String complaint =
                name() + " takes a vector of " + embedding.dimensions() + " numbers, and not one of this many: ";
        return "case when $1 is null then 0 when pg_catalog.cardinality($1) = " + embedding.dimensions()
                + " then $2\n    else (" + SqlNames.literal(complaint).strip()
                + " || pg_catalog.cardinality($1)::text)::integer end";
    }

    /** As pgvector's index can answer. */
    private String indexed() {
        String schema = vectorSchema();
        String distance = vector() + " operator(" + schema + embedding.metric().operator() + ") $1::" + schema + VECTOR
                + embedding.dimensions() + ")";
        return "  select " + keys("f.k") + ", f.d\n  from (select " + keyFields() + ", " + distance
                + " as d\n    from " + from() + "\n    where " + vector()
                + " is not null and $1 is not null\n    order by "
                + distance + "\n    limit $2) f\n  where f.d <> 'NaN'\n  order by f.d";
    }

    /** With a dot. */
    private String vectorSchema() {
        return cell.type().substring(0, cell.type().lastIndexOf(VECTOR));
    }

    private String vector() {
        return Rows.field("t", cell.column());
    }

    private String keys(String prefix) {
        return IntStream.range(0, table.key().size()).mapToObj(i -> prefix + i).collect(Collectors.joining(", "));
    }

    private String keyFields() {
        return IntStream.range(0, table.key().size())
                .mapToObj(i -> Rows.field("t", table.key().get(i).name()) + " as k" + i)
                .collect(Collectors.joining(", "));
    }

    private String from() {
        return table.ownRows() + " t";
    }
}
