package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rests on a replaced column, and what people have set on it, is there again after the swap. */
class ReplacedSurroundingsTest {
    private static final String SPEC = """
            dir: library
            tables:
              sizes:
                columns: {size: integer not null}
                primary_key: [size]
              labels:
                columns:
                  id: bigint not null
                  twice: integer
                primary_key: [id]
                foreign_keys:
                  labels_twice_fkey: {columns: [twice], references: documents(twice), comment: By the double}
              documents:
                columns:
                  id: {type: bigint, identity: always}
                  body: text
                primary_key: [id]
                computed:
                  size: {type: integer, sql: "%s", nullable: false, comment: How long}
                  twice: {type: integer, sql: size * 2}
                  shout: {type: text, sql: upper(body)}
                unique: {documents_twice_key: {columns: [twice], comment: No two}}
                checks: {documents_size_check: {expression: size >= 0, comment: Never less}}
                foreign_keys: {documents_size_fkey: {columns: [size], references: sizes(size)}}
                indexes:
                  documents_size_idx: {on: [size desc], where: size > 0, comment: For the long ones}
            views:
              long_ones:
                query: select id, size from documents where size > 1
                comment: More than one
                options: {security_barrier: true}
              totals:
                materialized: true
                query: select size, count(*) as n from documents group by size
                indexes: {totals_key: {on: [size], unique: true}}
            """;

    private static final String SURROUNDINGS = """
            select pg_get_indexdef(indexrelid) || coalesce(obj_description(indexrelid, 'pg_class'), '') from pg_index
              where indrelid in ('dev_library.documents'::regclass, 'dev_library.totals'::regclass)
            union all select conrelid::regclass || pg_get_constraintdef(oid) || convalidated
                || coalesce(obj_description(oid, 'pg_constraint'), '') from pg_constraint
              where connamespace = 'dev_library'::regnamespace
            union all select oid::regclass || pg_get_viewdef(oid) || coalesce(relacl::text, '') || coalesce(reloptions::text, '')
                || coalesce(obj_description(oid, 'pg_class'), '') from pg_class
              where relnamespace = 'dev_library'::regnamespace and relkind in ('v', 'm')
            union all select concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull, attacl, attstattarget, attstorage,
                attcompression, attoptions, col_description(attrelid, attnum)) from pg_attribute
              where attrelid = 'dev_library.documents'::regclass and attnum > 0 and attname not like 'plumb:%'
                and not attisdropped
            order by 1""";

    @TempDir
    Path root;

    private LiveProject project;

    @BeforeEach
    void start() {
        project = LiveProject.on(18, root).declare(SPEC.formatted("length(body)"));
        project.apply();
        project.execute("insert into dev_library.sizes select generate_series(0, 100)");
        project.execute("insert into dev_library.documents (body) select repeat('x', g) from generate_series(1, 3) g");
        project.execute("insert into dev_library.labels values (1, 4)");
    }

    @Test
    void theSurroundingsAreAsTheyWere() {
        project.execute("alter table dev_library.documents alter column shout set statistics 500,"
                + " alter column shout set storage external, alter column size set (n_distinct = 5)");
        project.execute("grant select (size), update (size) on dev_library.documents to public");
        project.execute("grant select on dev_library.long_ones, dev_library.totals to public");
        List<String> before = project.query(SURROUNDINGS);

        project.declare(SPEC.formatted("char_length(body)").replace("upper(body)", "lower(upper(body))"));
        assertThat(project.plan().plan().destructive())
                .extracting(c -> c.address().name())
                .containsExactly("shout", "size", "twice");
        project.apply();

        assertThat(project.query(SURROUNDINGS)).isEqualTo(before);
        assertThat(project.query("select concat_ws(' ', size, twice, shout) from dev_library.documents order by id"))
                .containsExactly("1 2 x", "2 4 xx", "3 6 xxx");
        assertThat(project.query("select size from dev_library.totals order by 1"))
                .containsExactly("1", "2", "3");
        assertThat(project.differences()).isEmpty();
    }
}
