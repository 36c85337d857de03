package dev.plumb.plan.computed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.schema.Metric;
import dev.plumb.schema.OnError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VectorSqlTest {
    @Test
    void arraysAreSearchedRowByRow() {
        assertThat(search("real[]")).isEqualTo("""
                create function dev_library.alike_search(query real[], max_rows integer default 10)
                returns table (id bigint, distance double precision)
                language sql stable parallel safe rows 10
                begin atomic
                  select f.k0, f.d
                  from (select t.id as k0,
                      (select sqrt(sum((x.a::double precision - x.b) * (x.a::double precision - x.b)))
                       from rows from (pg_catalog.unnest(t.alike), pg_catalog.unnest($1)) x(a, b)) as d
                    from only dev_library.documents t
                    where pg_catalog.cardinality(t.alike) = pg_catalog.cardinality($1)) f
                  where f.d is not null
                  order by f.d, f.k0
                  limit case when $1 is null then 0 when pg_catalog.cardinality($1) = 3 then $2
                    else ('alike_search takes a vector of 3 numbers, and not one of this many: ' || pg_catalog.cardinality($1)::text)::integer end;
                end""");
    }

    @Test
    void vectorsOfPgvectorAreSearchedAsItsIndexCanAnswer() {
        assertThat(search("extensions.vector(3)")).isEqualTo("""
                create function dev_library.alike_search(query real[], max_rows integer default 10)
                returns table (id bigint, distance double precision)
                language sql stable parallel safe rows 10
                begin atomic
                  select f.k0, f.d
                  from (select t.id as k0, t.alike operator(extensions.<->) $1::extensions.vector(3) as d
                    from only dev_library.documents t
                    where t.alike is not null and $1 is not null
                    order by t.alike operator(extensions.<->) $1::extensions.vector(3)
                    limit $2) f
                  where f.d <> 'NaN'
                  order by f.d;
                end""");
    }

    @Test
    void vectorsAreWrittenAsTheArraysThatFunctionsGive() {
        assertThat(new CallStatements(table("real[]")).write(List.of("alike"))).contains("u.c2::real[] as v0");
        assertThat(new CallStatements(table("extensions.vector(3)")).write(List.of("alike")))
                .contains("u.c2::real[]::extensions.vector(3) as v0");
        assertThat(new CallStatements(table("extensions.halfvec(3)")).write(List.of("alike")))
                .contains("u.c2::real[]::extensions.halfvec(3) as v0");
    }

    @Test
    void theCatalogAloneTellsWhatIsIndexed() {
        ComputedTable table = table("real[]");
        assertThat(Plumbing.parse("dev_library", "documents", Plumbing.functionText(table)))
                .isEqualTo(table);
    }

    private static String search(String type) {
        List<String> statements = Plumbing.install(table(type));
        return statements.get(statements.size() - 1);
    }

    private static ComputedTable table(String type) {
        String call =
                "{\"function\":\"test.letters\",\"version\":\"1\",\"arguments\":{\"text\":{\"column\":\"body\"}}}";
        Cell cell = new Cell(
                "alike",
                type,
                new Formula.Call(call, List.of(new Input("body", "text", Optional.empty()))),
                OnError.IGNORE,
                Optional.of(new Embedding(Metric.L2, 3)));
        return new ComputedTable(
                "dev_library", "documents", List.of(new KeyColumn("id", "bigint")), false, List.of(cell));
    }
}
