package dev.plumb.schema.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameMapTest {
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "library", Set.of("documents", "status", "seq", "My Type"),
            "accounts", Set.of("users"),
            "My Dir", Set.of("tab"));

    private final NameMap dev = new NameMap(
            Map.of("library", "dev_library", "accounts", "dev_accounts", "My Dir", "dev_My Dir", "or", "dev_or"),
            KNOWN);

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                // types
                "library.status => dev_library.status",
                "library.unknown => dev_library.unknown",
                "library.unknown[] => dev_library.unknown[]",
                "library.unknown[3][4] => dev_library.unknown[3][4]",
                "library.unknown array => dev_library.unknown array",
                "library.number(10) => dev_library.number(10)",
                "\"My Dir\".\"Some Type\" => \"dev_My Dir\".\"Some Type\"",
                "Library.Documents => dev_library.Documents",
                "\"Library\".documents => \"Library\".documents",
                "'draft'::library.status[] => 'draft'::dev_library.status[]",
                "CAST(x AS library.unknown) => CAST(x AS dev_library.unknown)",
                "library.unknown 'x' => dev_library.unknown 'x'",
                "(x)::library.unknown(3) => (x)::dev_library.unknown(3)",
                // other things that only a schema can hold
                "title COLLATE library.c > 'a' => title COLLATE dev_library.c > 'a'",
                "library.f(1) => dev_library.f(1)",
                "1 + library.f (1) => 1 + dev_library.f (1)",
                "a OPERATOR(library.+) b => a OPERATOR(dev_library.+) b",
                "a operator ( library.*) b => a operator ( dev_library.*) b",
                "name library.my_ops desc => name dev_library.my_ops desc",
                "lower(name) library.my_ops => lower(name) dev_library.my_ops",
                "select library.documents.id from library.documents => select dev_library.documents.id from dev_library.documents",
                "select library.documents.* from t => select dev_library.documents.* from t",
                // lists of tables
                "select 1 from library.x, library.y z join only accounts.t using (id), (accounts.u cross join accounts.v) => select 1 from dev_library.x, dev_library.y z join only dev_accounts.t using (id), (dev_accounts.u cross join dev_accounts.v)",
                "select 1 from a join b on a.x = b.x, accounts.y => select 1 from a join b on a.x = b.x, dev_accounts.y",
                "select 1 from a join b on a.x is distinct from b.x, accounts.y => select 1 from a join b on a.x is distinct from b.x, dev_accounts.y",
                "select 1 from library . /* c */ \"x\" => select 1 from dev_library . /* c */ \"x\"",
                "select 1 from (library.x) => select 1 from (dev_library.x)",
                "select 1 from ((library.x a join library.y b on ((a.id = b.id))) left join library.z on (true)) => select 1 from ((dev_library.x a join dev_library.y b on ((a.id = b.id))) left join dev_library.z on (true))",
                "select 1 from lateral (select 2 from library.x) y => select 1 from lateral (select 2 from dev_library.x) y",
                "with w as (select 1 from library.x) table library.y => with w as (select 1 from dev_library.x) table dev_library.y",
                "select 1 from f() as t(a library.unknown, b int) => select 1 from f() as t(a dev_library.unknown, b int)",
                // literals that hold names
                "nextval('library.seq'::regclass) => nextval('dev_library.seq'::regclass)",
                "nextval('library.seq') => nextval('dev_library.seq')",
                "pg_catalog.nextval('Library.\"Seq\"') => pg_catalog.nextval('dev_library.\"Seq\"')",
                "nextval(('library.seq'::text)::regclass) => nextval(('dev_library.seq'::text)::regclass)",
                "'library.seq'::pg_catalog.regclass => 'dev_library.seq'::pg_catalog.regclass",
                "regclass 'library.seq' => regclass 'dev_library.seq'",
                "cast('library.seq' as regclass) => cast('dev_library.seq' as regclass)",
                "'\"My Dir\".\"it''s\"'::regclass => '\"dev_My Dir\".\"it''s\"'::regclass",
                "'library.status[]'::regtype => 'dev_library.status[]'::regtype",
                "'library.f(accounts.t, integer)'::regprocedure => 'dev_library.f(dev_accounts.t, integer)'::regprocedure",
                "'library.+(accounts.t, integer)'::regoperator => 'dev_library.+(dev_accounts.t, integer)'::regoperator",
                "'library.f'::regproc => 'dev_library.f'::regproc",
                "'library'::regnamespace => 'dev_library'::regnamespace",
                "to_tsvector('library.english'::regconfig, body) => to_tsvector('dev_library.english'::regconfig, body)",
                // quoting
                "select 1 from \"or\".x => select 1 from dev_or.x",
                "select 1 from\"library\".x => select 1 from dev_library.x",
                "select U&library.f() => select U&dev_library.f()",
                "select U&\"My Dir\".f() => select \"dev_My Dir\".f()",
                "cast(E'library.\"S\\\\\\\\1\"' as regclass) => cast(E'dev_library.\"S\\\\\\\\1\"' as regclass)",
                "select x&\"My Dir\".f() => select x&\"dev_My Dir\".f()",
                "select 1 from U&\"libr\\0061ry\".x => select 1 from dev_library.x",
            })
    void readsAQualifierAsADirectory(String logical, String physical) {
        assertThat(dev.toPhysical(logical)).isEqualTo(physical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'library.documents'",
                "$$library.documents$$ || 'x'",
                "f('library.seq')::regclass",
                "/* library.f() */ 1 -- library.f()",
                "\"library.documents\"",
                "(a).library.f",
                "db.library.f(1)",
                "select 1 from db.library.documents",
                "a.b.c.d",
                "library",
                "other.documents",
                "nextval('seq')",
                "other.nextval('library.seq')",
                "'{library.seq}'::regclass[]"
            })
    void leavesAloneWhatOnlyLooksLikeADirectory(String sql) {
        assertThat(dev.toPhysical(sql)).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select accounts.id, accounts.users from people accounts where accounts.users = 1 order by accounts.users",
                "select accounts.* from people as accounts",
                "select distinct on (x) accounts.users from people accounts",
                "select extract(year from accounts.users) from people accounts",
                "select 1 from people accounts where accounts.users is not distinct from accounts.users",
                "select case when accounts.users then accounts.users else accounts.users end from people accounts",
                "select count(*) filter (where accounts.users) over (partition by accounts.users) from people accounts",
                "select x at time zone accounts.users from people accounts",
                "select a[accounts.users] from people accounts for update of accounts",
                "select 1 from people accounts join b on accounts.users = b.id group by accounts.users having accounts.users",
                "library.title > 'a'",
                "length(library.title) > 1 and library.documents > 2"
            })
    void knowsATableOrAliasThatCarriesADirectorysName(String sql) {
        String expected = sql.replace("people", "dev_accounts.people");
        assertThat(dev.toPhysical(sql.replace("people", "accounts.people"))).isEqualTo(expected);
    }

    @Test
    void mapsBackTheSameWay() {
        assertThat(
                        dev.toLogical(
                                "SELECT documents.id FROM \"dev_My Dir\".tab, dev_or.x WHERE nextval('dev_or.s'::regclass) > 0"))
                .isEqualTo("SELECT documents.id FROM \"My Dir\".tab, \"or\".x WHERE nextval('\"or\".s'::regclass) > 0");
        assertThat(dev.toLogical("dev_library.status")).isEqualTo("library.status");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create trigger t instead of update of a, b on library.documents for each row execute function library.f()",
                "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON library.documents EXECUTE FUNCTION library.f()",
                "create rule r as on delete to library.documents where old.id > 1 do instead nothing",
                "comment on trigger t on library.documents is 'on library.documents'",
                "comment on column library.documents.id is 'x'",
            })
    void knowsTheRelationOfAStatementAboutATriggerOrRule(String sql) {
        String expected = sql.replaceFirst("library.documents", "dev_library.documents")
                .replace("library.f()", "dev_library.f()");
        assertThat(dev.toPhysical(sql)).isEqualTo(expected);
    }

    @Test
    void keepsAQuoteApartFromWhatItWouldTurnIntoAPrefix() {
        NameMap capital = new NameMap(Map.of("library", "Lib"), Map.of());
        assertThat(capital.toPhysical("select U&library.f()")).isEqualTo("select U& \"Lib\".f()");
    }

    @Test
    void swapsDirectoriesWhoseSchemasCarryEachOthersNames() {
        NameMap crossed = new NameMap(Map.of("a", "b", "b", "a"), Map.of());
        assertThat(crossed.toPhysical("select 1 from a.x, b.y")).isEqualTo("select 1 from b.x, a.y");
    }

    @Test
    void keepsTextThatIsNotSql() {
        assertThat(dev.toPhysical("library.documents 'not closed")).isEqualTo("dev_library.documents 'not closed");
        assertThat(dev.toPhysical(")))library.f(")).isEqualTo(")))dev_library.f(");
        assertThat(dev.toPhysical("")).isEmpty();
    }

    @Test
    void refusesTwoDirectoriesInOneSchema() {
        assertThatThrownBy(() -> new NameMap(Map.of("a", "x", "b", "x"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two directories map to the schema 'x'");
    }

    @Test
    void findsWhatHasNoStandInWhereItAlwaysWas() {
        NameMap standIns = new NameMap(Map.of("library", "plumb_1"), Map.of("library", Set.of("documents", "seq", "f")))
                .withElsewhere(Map.of("library", "dev_library"), Map.of("library", Set.of("documents", "seq")));

        String physical = standIns.toPhysical(
                "select library.f(d.id), nextval('library.seq'::regclass) from library.documents d, library.events");

        assertThat(physical)
                .isEqualTo("select dev_library.f(d.id), nextval('plumb_1.seq'::regclass) from plumb_1.documents d,"
                        + " dev_library.events");
        assertThat(standIns.toLogical(physical))
                .isEqualTo("select library.f(d.id), nextval('library.seq'::regclass) from library.documents d,"
                        + " library.events");
    }
}
