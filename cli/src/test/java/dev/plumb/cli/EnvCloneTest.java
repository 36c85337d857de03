package dev.plumb.cli;

import static dev.plumb.cli.Outcomes.assertEnds;
import static dev.plumb.cli.Outcomes.ending;
import static dev.plumb.cli.Outcomes.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plumb env clone SOURCE SANDBOX}. */
final class EnvCloneTest {
    private static final String SHOP = """
            dir: shop
            types:
              state: {enum: [open, paid]}
            sequences:
              numbers: {start: 1000}
            tables:
              customers:
                columns:
                  id: {type: bigint, identity: always}
                  email: text not null
                  name: varchar(40)
                  phone: text
                  referred_by: bigint references customers(id)
                primary_key: [id]
                indexes:
                  customers_email_key: {on: [lower(email)], unique: true}
              teams:
                columns:
                  id: {type: bigint, identity: by default}
                  lead: bigint
                primary_key: [id]
                foreign_keys:
                  teams_lead_fk: {columns: [lead], references: members(id)}
              members:
                columns:
                  id: {type: bigint, identity: by default}
                  team: bigint not null references teams(id)
                primary_key: [id]
              orders:
                columns:
                  id: {type: bigint, identity: always}
                  number: {type: bigint, not_null: true, default: nextval('numbers')}
                  customer: bigint not null references customers(id)
                  state: state not null default 'open'
                  net: numeric(10,2) not null
                  gross: {type: "numeric(10,2)", generated: net * 1.2}
                computed:
                  label: {type: text, sql: "'no ' || number::text"}
                primary_key: [id]
              lines:
                columns:
                  order_id: bigint not null references orders(id) on delete cascade
                  position: integer not null
                  text: text
                primary_key: [order_id, position]
              log:
                columns: {at: timestamptz not null, what: jsonb}
              visits:
                columns: {at: date not null, customer: bigint not null references customers(id)}
                primary_key: [at, customer]
                partition_by: {range: [at]}
                partitions:
                  visits_old: {from: [minvalue], to: ["'2026-01-01'"]}
                  visits_new: {from: ["'2026-01-01'"], to: [maxvalue]}
            views:
              totals:
                materialized: true
                query: select customer, sum(net) as net from orders group by customer
            """;

    private static final String MASK = """
            mask:
              shop/customers.email: email
              shop/customers.name: hash
              shop/customers.phone: {constant: "000"}
            """;

    private static final String ROWS = """
            insert into dev_shop.customers (email, name, phone, referred_by)
              select 'Person' || i || '@example.com', case when i % 3 > 0 then 'Name ' || i end, '+49 ' || i,
                case when i > 10 then i / 2 end from generate_series(1, 4000) i;
            insert into dev_shop.teams (id) select i from generate_series(1, 50) i;
            insert into dev_shop.members (id, team) select i, 1 + i % 50 from generate_series(1, 1000) i;
            update dev_shop.teams set lead = 1 + (id * 37) % 1000;
            insert into dev_shop.orders (customer, state, net)
              select 1 + (i * 31) % 4000, case when i % 2 = 0 then 'paid' else 'open' end::dev_shop.state, i / 7.0
              from generate_series(1, 6000) i;
            insert into dev_shop.lines select 1 + (i * 17) % 6000, i, 'text with\ttab, \\\\ and ' || i from generate_series(1, 8000) i;
            insert into dev_shop.visits select '2025-12-01'::date + i % 60, 1 + (i * 13) % 4000 from generate_series(1, 3000) i;
            insert into dev_shop.log select '2026-01-01 00:00:00Z'::timestamptz - i * interval '1 minute', jsonb_build_object('i', i)
              from generate_series(1, 1000) i;
            """;

    @TempDir
    Path folder;

    private Shop filled(String more) {
        Shop shop = Shop.in(folder).declaring(SHOP);
        shop.shell().file("plumb.yaml", """
                project: shop
                environments:
                  dev: {database: "${DATABASE_URL}"}
                """ + more);
        shop.applied();
        shop.database().execute(ROWS);
        return shop;
    }

    private static String rows(Shop shop, String namespace, String table) {
        return shop.asked(
                "select string_agg(t::text, ';' order by t::text) from " + namespace + "shop." + table + " t");
    }

    private static long count(Shop shop, String query) {
        return Long.parseLong(shop.asked("select count(*) from " + query));
    }

    /** After whatever was said of what had been done until then. */
    private static void assertError(Outcome outcome, int exitCode, String message) {
        assertThat(outcome.err()).as(outcome.toString()).endsWith(message);
        ending(exitCode, outcome);
    }

    @Test
    void aPartOfTheRowsIsCopiedWithAllThatTheyReferTo() {
        Shop shop = filled(MASK);
        Outcome outcome = ok(shop.plumb("env", "clone", "dev", "ann", "--rows", "1%", "--seed", "42"));
        assertThat(outcome.out())
                .startsWith("copied ")
                .contains("of dev to dev/ann, seed 42\n", "  shop/customers\n")
                .containsPattern("\ndev/ann, namespace dev_ann_, until ");

        // About 40 of 4,000 and 60 of 6,000 are chosen; what they and others refer to comes along. The server has
        // checked every foreign key.
        assertThat(count(shop, "dev_ann_shop.customers")).isBetween(100L, 1500L);
        assertThat(count(shop, "dev_ann_shop.orders")).isBetween(60L, 300L);
        assertThat(count(shop, "dev_ann_shop.log")).isBetween(1L, 40L);
        assertThat(count(
                        shop,
                        "pg_constraint where contype = 'f' and convalidated and not condeferrable"
                                + " and conparentid = 0 and connamespace = 'dev_ann_shop'::regnamespace"))
                .isEqualTo(6);
        assertThat(count(
                        shop,
                        "dev_ann_shop.lines l left join dev_ann_shop.orders o on o.id = l.order_id where o.id is null"))
                .isZero();
        assertThat(count(
                        shop,
                        "dev_ann_shop.teams t left join dev_ann_shop.members m on m.id = t.lead where m.id is null"))
                .isZero();
        assertThat(count(
                        shop,
                        "dev_ann_shop.customers c where referred_by is not null and not exists"
                                + " (select from dev_ann_shop.customers r where r.id = c.referred_by)"))
                .isZero();
        // What is not masked is as it was; what is computed was computed.
        assertThat(count(
                        shop,
                        "dev_ann_shop.orders a join dev_shop.orders b using (id, number, customer, net, gross, label)"
                                + " where a.state::text = b.state::text"))
                .isEqualTo(count(shop, "dev_ann_shop.orders"));
        assertThat(count(shop, "dev_ann_shop.lines join dev_shop.lines using (order_id, position, text)"))
                .isEqualTo(count(shop, "dev_ann_shop.lines"));
        assertThat(count(shop, "dev_ann_shop.totals")).isPositive();
        assertThat(ok(shop.plumb("plan", "-e", "dev/ann", "--check")).out())
                .isEqualTo("dev/ann: in plumb, nothing to do\n");
        // New rows get new numbers.
        shop.database().execute("""
                insert into dev_ann_shop.customers (email) values ('new@example.com');
                insert into dev_ann_shop.orders (customer, net) select id, 1 from dev_ann_shop.customers where email like 'new@%'\
                """);
    }

    @Test
    void whatIsMaskedIsAnotherValueAndStaysUnique() {
        Shop shop = filled(MASK);
        ok(shop.plumb("env", "clone", "dev", "ann", "--rows", "20%"));
        String pairs = "dev_ann_shop.customers a join dev_shop.customers b using (id)";
        long all = count(shop, "dev_ann_shop.customers");
        assertThat(all).isGreaterThan(500);
        assertThat(count(shop, pairs + " where a.email <> b.email and a.email ~ '^[0-9a-f]{16}@example[.]invalid$'"))
                .isEqualTo(all);
        assertThat(count(shop, pairs + " where a.name is distinct from b.name or (a.name is null and b.name is null)"))
                .isEqualTo(all);
        assertThat(count(shop, pairs + " where (a.name is null) <> (b.name is null)"))
                .isZero();
        assertThat(count(shop, "dev_ann_shop.customers where phone <> '000'")).isZero();
        assertThat(shop.asked("select count(distinct email) from dev_ann_shop.customers"))
                .isEqualTo(String.valueOf(all));
    }

    @Test
    void theSameSeedGivesTheSameRowsAndAnotherOneOthers() {
        Shop shop = filled(MASK);
        ok(shop.plumb("env", "clone", "dev", "ann", "--rows", "5%", "--seed", "42"));
        ok(shop.plumb("env", "clone", "dev", "bob", "--rows", "5%", "--seed", "42"));
        ok(shop.plumb("env", "clone", "dev", "cyd", "--rows", "5%", "--seed", "43"));
        for (String table : new String[] {"customers", "orders", "lines", "members", "teams", "visits", "log"}) {
            assertThat(rows(shop, "dev_bob_", table)).isEqualTo(rows(shop, "dev_ann_", table));
        }
        for (String table : new String[] {"customers", "orders", "lines", "visits", "log"}) {
            assertThat(rows(shop, "dev_cyd_", table)).isNotEqualTo(rows(shop, "dev_ann_", table));
        }
    }

    @Test
    void aProtectedEnvironmentIsClonedIntoASandboxElsewhere() {
        TestDatabase elsewhere = TestPostgres.latest().newDatabase();
        Shop shop = Shop.in(folder).with("DEV_URL", elsewhere.url()).declaring(SHOP);
        shop.shell().file("plumb.yaml", """
                project: shop
                environments:
                  dev: {database: "${DEV_URL}"}
                  prod: {database: "${DATABASE_URL}", namespace: dev_, protected: true}
                """);
        ok(shop.plumb("apply", "-e", "prod", "--yes"));
        shop.database().execute(ROWS);
        assertError(shop.plumb("env", "clone", "prod", "ann"), 3, """
                error: prod is protected, so nothing is made beside it
                  next: choose another environment for the sandbox
                """);
        ok(shop.plumb("env", "clone", "prod", "dev/ann", "--rows", "100%"));
        Shop copy = new Shop(shop.shell(), elsewhere);
        for (String table : new String[] {"customers", "orders", "lines", "members", "teams", "visits", "log"}) {
            assertThat(rows(copy, "dev_ann_", table)).isEqualTo(rows(shop, "dev_", table));
        }
    }

    @Test
    void dataMigrationsThatTheRowsHaveSeenDoNotRunAgainAndOthersDoLater() {
        Shop shop = filled("");
        shop.shell().file("migrations/data/001.sql", "insert into shop.log values (now(), '{\"one\": 1}');\n");
        shop.applied();
        shop.shell().file("migrations/data/002.sql", "insert into shop.log values (now(), '{\"two\": 2}');\n");
        ok(shop.plumb("env", "clone", "dev", "ann", "--rows", "100%"));
        assertThat(count(shop, "dev_ann_shop.log where what ? 'one'")).isEqualTo(1);
        assertThat(count(shop, "dev_ann_shop.log where what ? 'two'")).isZero();
        ok(shop.plumb("apply", "-e", "dev/ann", "--yes"));
        assertThat(count(shop, "dev_ann_shop.log where what ? 'one'")).isEqualTo(1);
        assertThat(count(shop, "dev_ann_shop.log where what ? 'two'")).isEqualTo(1);
    }

    @Test
    void rowsAreOnlyCopiedIntoEmptyTables() {
        Shop shop = filled("");
        ok(shop.plumb("env", "clone", "dev", "ann"));
        assertError(shop.plumb("env", "clone", "dev", "ann"), 3, """
                error: there are rows in shop/customers already, so nothing was copied
                  next: choose another sandbox, or destroy this one first: plumb env destroy
                """);
    }

    @Test
    void aSandboxIsClonedIntoAnotherOneBesideIt() {
        Shop shop = filled("");
        ok(shop.plumb("env", "clone", "dev", "ann", "--rows", "10%"));
        assertThat(ok(shop.plumb("env", "clone", "dev/ann", "bob", "--rows", "100%"))
                        .out())
                .contains(" rows of dev/ann to dev/bob, seed 0\n");
        assertThat(rows(shop, "dev_bob_", "orders")).isEqualTo(rows(shop, "dev_ann_", "orders"));
    }

    @Test
    void whereNothingIsAppliedNothingIsCloned() {
        Shop shop = Shop.in(folder);
        assertError(shop.plumb("env", "clone", "dev", "ann"), 3, """
                error: nothing is applied to dev, so there is nothing to clone
                  next: apply to it first: plumb apply -e dev
                """);
    }

    @Test
    void masksThatCannotBeAreFoundTogether() {
        Shop shop = filled("""
                mask:
                  shop/customers.mail: email
                  shop/customers.id: hash
                  shop/customers.referred_by: clear
                  shop/customers.email: {constant: nobody}
                  shop/orders.net: hash
                  shop/orders.label: clear
                  shop/orders.number: clear
                """);
        assertError(shop.plumb("env", "clone", "dev", "ann"), 64, """
                error: there is no column shop/customers.mail to mask
                  where: plumb.yaml:5:3
                  next: did you mean 'shop/customers.email'?
                error: shop/customers.id is what a foreign key of shop/customers refers to, which a mask would break
                  where: plumb.yaml:6:3
                  next: mask another column
                error: shop/customers.referred_by is part of a foreign key, which a mask would break
                  where: plumb.yaml:7:3
                  next: mask another column
                error: the mask of shop/customers.email gives every row the same, and the column is part of something unique
                  where: plumb.yaml:8:3
                  next: choose another mask
                error: the mask of shop/orders.net is for texts, and the column is numeric
                  where: plumb.yaml:9:3
                  next: choose another mask
                error: shop/orders.label is computed from other columns and never copied
                  where: plumb.yaml:10:3
                  next: mask what it is computed from instead
                error: the mask of shop/orders.number leaves nothing, and the column is not null
                  where: plumb.yaml:11:3
                  next: choose another mask
                """);
        assertThat(ok(shop.plumb("env", "list")).out()).doesNotContain("dev/ann");
    }

    @Test
    void aSandboxIsNotCalledAsADeclaredEnvironment() {
        Shop shop = filled("");
        assertError(shop.plumb("env", "clone", "dev", "dev"), 64, """
                error: dev is an environment of plumb.yaml, and rows are only copied into a sandbox
                  next: give the sandbox a name of its own: plumb env clone dev ann
                """);
    }

    @Test
    void aMaskThatIsNoneIsAMistakeInTheFile() {
        Shop shop = Shop.in(folder);
        shop.shell().file("plumb.yaml", """
                environments: {dev: {database: "${DATABASE_URL}"}}
                mask:
                  shop/orders.customer: hsah
                  shop/orders.note: {constant: x, more: y}
                """);
        assertEnds(shop.plumb("plan"), 64, """
                error: the mask of 'shop/orders.customer' must be hash, email, clear, or {constant: TEXT}; found the text 'hsah'
                  where: plumb.yaml:3:25
                error: unknown key 'more'
                  where: plumb.yaml:4:35
                  next: known here: constant
                """);
    }

    @Test
    void onlyAPartOfTheRowsCanBeAskedFor() {
        Shop shop = Shop.in(folder);
        assertEnds(shop.plumb("env", "clone", "dev", "ann", "--rows", "200%"), 64, """
                error: invalid value for option '--rows': expected a part of the rows such as 1% or 0.5%, but was '200%'
                  next: see plumb env clone --help
                """);
    }
}
