package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.runtime.failure.DatabaseException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was set for the role or the database changes neither what a spec means nor whether a plan runs to its end. */
class RoleSettingsTest {
    private static final String SPEC = """
            dir: shop
            tables:
              orders:
                columns:
                  id: bigint primary key
                  note: {type: text, default: "'a\\\\b'"}
                  placed: {type: date, default: "'2020-02-03'"}
                  patience: {type: interval, default: "'-1 day -02:03:04'"}
                  raw: {type: bytea, default: "'\\\\x00ff'"}
                  tags: {type: "text[]", default: "array['a', null]"}
                checks: {orders_note: note = null or placed > '2019-12-31'}
            views:
              old: select id from orders where placed < '2020-01-02' and note <> 'q\\'
            """;

    private static final List<String> ODD = List.of(
            "standard_conforming_strings = off",
            "datestyle = 'SQL, DMY'",
            "intervalstyle = sql_standard",
            "bytea_output = escape",
            "extra_float_digits = -5",
            "quote_all_identifiers = on",
            "array_nulls = off",
            "transform_null_equals = on",
            "xmloption = document",
            "search_path = 'no such, schema'",
            "default_transaction_isolation = serializable",
            "default_transaction_deferrable = on",
            "check_function_bodies = off",
            "row_security = off");

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aSpecMeansTheSameToARoleWithItsOwnStyle(int major) {
        String later = SPEC.replace("'2020-02-03'", "'2020-02-04'").replace("-02:03:04", "-02:03:05");
        LiveProject usual = LiveProject.on(major, root.resolve("usual")).declare(later);
        usual.apply();
        LiveProject odd = LiveProject.on(major, root.resolve("odd")).declare(SPEC);
        ODD.forEach(s -> set(odd, s));

        odd.apply();
        assertThat(odd.differences()).isEmpty();
        odd.execute("insert into dev_shop.orders (id) values (1)")
                .declare(later)
                .apply();
        assertThat(odd.differences()).isEmpty();

        odd.execute("alter database " + odd.database().name() + " reset all");
        String texts = """
                select string_agg(pg_get_expr(adbin, adrelid), ' ' order by adnum) from pg_attrdef
                where adrelid = 'dev_shop.orders'::regclass
                union all select pg_get_constraintdef(oid) from pg_constraint where conname = 'orders_note'
                union all select pg_get_viewdef('dev_shop.old'::regclass)""";
        assertThat(odd.query(texts)).hasSize(3).isEqualTo(usual.query(texts));
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void noLimitOfTheRoleEndsAnApplyHalfWay(int major) {
        LiveProject project = LiveProject.on(major, root).declare(SPEC);
        set(project, "statement_timeout = '1s'");
        set(project, "lock_timeout = '100ms'");
        set(project, "idle_in_transaction_session_timeout = '200ms'");
        if (major >= 17) {
            set(project, "transaction_timeout = '2s'");
        }
        project.declare(SPEC + "  slow: {materialized: true, query: select pg_sleep(1.2)::text as a}\n")
                .apply();

        assertThat(project.query("select count(*) from dev_shop.slow")).containsExactly("1");
        assertThat(project.differences()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {18})
    void noLimitOfTheRoleEndsAPlanThatWaitsForTheLedger(int major) throws Exception {
        LiveProject project = LiveProject.on(major, root).declare(SPEC);
        project.apply();
        set(project, "statement_timeout = '1s'");
        try (Connection other = project.database().connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("set local statement_timeout = 0; lock table plumb.managed in access exclusive mode");
            CompletableFuture<List<String>> differences = CompletableFuture.supplyAsync(project::differences);
            String longWaiting = "select 1 from pg_stat_activity where datname = current_database()"
                    + " and wait_event_type = 'Lock' and clock_timestamp() - query_start > interval '1.2 s'";
            while (!differences.isDone() && project.query(longWaiting).isEmpty()) {
                project.query("select pg_sleep(0.05)");
            }
            other.rollback();

            assertThat(differences.get()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {18})
    void aRoleThatIsToReadOnlyIsToldInOneSentence(int major) {
        LiveProject project = LiveProject.on(major, root).declare(SPEC);
        set(project, "default_transaction_read_only = on");

        assertThatThrownBy(project::apply)
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("PostgreSQL says: cannot execute CREATE SCHEMA in a read-only transaction")
                .hasMessageContaining("allows reading only");
    }

    private static void set(LiveProject project, String setting) {
        project.execute("alter database " + project.database().name() + " set " + setting);
    }
}
