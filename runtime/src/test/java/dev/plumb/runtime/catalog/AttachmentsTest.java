package dev.plumb.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.CatalogState.Attachment;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.sql.NameMap;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentsTest {
    private static final Address VIEW = Address.of(ObjectKind.VIEW, Library.PATH, "v");
    private static final Address MATERIALIZED = Address.of(ObjectKind.MATERIALIZED_VIEW, Library.PATH, "m");

    /** Roles are the server's, not the database's. */
    private static final String ROLES = """
            do $$ declare r text; begin foreach r in array '{viewer,"Odd Role",keeper,newcomer}'::text[] loop
                if not exists (select from pg_roles where rolname = r) then execute format('create role %I', r); end if;
            end loop; end $$;
            """;

    private static final String VIEWS = ROLES + """
                    create table t (id int, name text);
                    create function touch() returns trigger language plpgsql as 'begin return new; end';
                    create view v as select id, name as "Name" from t;
                    alter view v owner to keeper;
                    grant select, update on v to viewer with grant option;
                    grant insert on v to "Odd Role";
                    grant select on v to public;
                    revoke delete on v from keeper;
                    grant update ("Name") on v to newcomer;
                    comment on column v."Name" is 'it''s';
                    alter view v alter column id set default 7;
                    create trigger tr instead of insert on v for each row execute function touch();
                    comment on trigger tr on v is 'trigger';
                    create rule r as on delete to v do instead nothing;
                    comment on rule r on v is 'rule';
                    create materialized view m as select 1 as a;
                    create unique index m_idx on m (a);
                    alter materialized view m cluster on m_idx;
                    refresh materialized view m with no data;
                    """;

    @Test
    void theyAreStatementsInLogicalNamesEachWithTheColumnThatItIsAbout() {
        CatalogState state = Library.onLatest(VIEWS).read();

        assertThat(state.attachments().getOrDefault(VIEW, List.of()))
                .containsExactly(
                        whole("alter view library.v owner to keeper"),
                        whole("revoke all on table library.v from keeper"),
                        whole("grant insert on table library.v to \"Odd Role\""),
                        whole("grant insert, maintain, references, select, trigger, truncate, update on table library.v"
                                + " to keeper"),
                        whole("grant select, update on table library.v to viewer with grant option"),
                        whole("grant select on table library.v to public"),
                        column("Name", "grant update (\"Name\") on table library.v to newcomer"),
                        column("Name", "comment on column library.v.\"Name\" is 'it''s'"),
                        column("id", "alter view library.v alter column id set default 7"),
                        whole("CREATE TRIGGER tr INSTEAD OF INSERT ON library.v FOR EACH ROW"
                                + " EXECUTE FUNCTION library.touch()"),
                        whole("comment on trigger tr on library.v is 'trigger'"),
                        whole("CREATE RULE r AS\n    ON DELETE TO library.v DO INSTEAD NOTHING"),
                        whole("comment on rule r on library.v is 'rule'"));
        assertThat(state.attachments().getOrDefault(MATERIALIZED, List.of()))
                .containsExactly(
                        new Attachment(
                                "alter materialized view library.m cluster on m_idx",
                                Optional.empty(),
                                Optional.of("m_idx")),
                        whole("refresh materialized view library.m with no data"));
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void aReCreatedViewIsWhatItWasThoughDefaultPrivilegesChanged(int major) throws SQLException {
        Library library = Library.on(major, VIEWS);
        library.execute("alter default privileges in schema dev_library grant all on tables to newcomer, public");
        CatalogState before = library.read();
        List<String> facts = facts(library);

        library.execute("drop view v; drop materialized view m; create view v as select id, name as \"Name\" from t;"
                + " create materialized view m as select 1 as a; create unique index m_idx on m (a)");
        NameMap names =
                new NameMap(Map.of("library", "dev_library", "library__raw", "dev_library__raw"), before.knownNames());
        before.attachments().values().stream()
                .flatMap(List::stream)
                .forEach(a -> library.execute(names.toPhysical(a.sql())));

        assertThat(facts(library)).isEqualTo(facts);
        assertThat(library.read().schema()).isEqualTo(before.schema());
    }

    @Test
    void aPlainViewNeedsNothing() {
        assertThat(Library.onLatest("create view v as select 1 as a").read().attachments())
                .isEmpty();
    }

    private static Attachment whole(String sql) {
        return new Attachment(sql, Optional.empty());
    }

    private static Attachment column(String column, String sql) {
        return new Attachment(sql, Optional.of(column));
    }

    /** Owners, privileges, comments, triggers, rules and flags of the views. */
    private static List<String> facts(Library library) throws SQLException {
        List<String> facts = new ArrayList<>();
        try (Connection connection = library.database().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select concat_ws(' ', c.relname, pg_get_userbyid(c.relowner),
                            (select string_agg(x::text, ',' order by x::text) from aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) x),
                            c.relispopulated, (select indisclustered from pg_index i where i.indrelid = c.oid))
                        from pg_class c where c.relnamespace = 'dev_library'::regnamespace and c.relkind in ('v', 'm')
                        union all select concat_ws(' ', a.attrelid::regclass, a.attname, a.attacl,
                            col_description(a.attrelid, a.attnum), pg_get_expr(d.adbin, d.adrelid))
                        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                        where a.attrelid = 'dev_library.v'::regclass and a.attnum > 0
                        union all select concat_ws(' ', pg_get_triggerdef(oid), obj_description(oid, 'pg_trigger'))
                        from pg_trigger where not tgisinternal
                        union all select concat_ws(' ', definition, obj_description(r.oid, 'pg_rewrite'))
                        from pg_rules join pg_rewrite r using (rulename) where schemaname = 'dev_library'
                        """)) {
            while (rows.next()) {
                facts.add(rows.getString(1));
            }
        }
        return facts.stream().sorted().toList();
    }
}
