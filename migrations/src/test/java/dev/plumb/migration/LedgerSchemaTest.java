package dev.plumb.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerSchemaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void theChangelogTellsEveryTableAndColumnOfTheLedgerAndWhatIsMissing() throws SQLException {
        TestDatabase database = TestPostgres.latest().newDatabase();
        upgrade(database);
        try (Connection connection = database.connect()) {
            assertThat(LedgerDamage.live(connection)).isEqualTo(LedgerDamage.declared());
            assertThat(LedgerDamage.find(connection)).isEmpty();

            database.execute("alter table plumb.lease drop column token; drop table plumb.step");

            assertThat(LedgerDamage.find(connection)).containsExactly("plumb.lease.token", "plumb.step");
        }
    }

    /** What came after the third version. */
    private static final String WITHOUT_LATER = """
            drop view plumb.errors, plumb.cell_error;
            drop table plumb.cell_failure, plumb.cell;
            drop function plumb.cell_id;
            create table plumb.cell_error (
              relation regclass not null, column_name text not null, key jsonb not null, error_type text not null,
              message text not null, attempts integer not null default 1, at timestamptz not null default now(),
              primary key (relation, key, column_name));
            create view plumb.errors as select * from plumb.cell_error;
            drop index plumb.note_waiting_idx;
            drop table plumb.data_migration, plumb.approval, plumb.kept;
            alter table plumb.run drop column plan_file, drop column effect_digest;
            alter table plumb.namespace drop column system_identifier, drop column database_oid, drop column sandbox_until,
              drop column spec;
            """;

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void anEmptyDatabaseGetsTheLedgerAndASecondUpgradeChangesNothing(int major) throws SQLException {
        TestDatabase database = TestPostgres.of(major).newDatabase();
        upgrade(database);
        List<String> tables = query(database, "select tablename from pg_tables where schemaname = 'plumb' order by 1");
        assertThat(tables)
                .containsExactly(
                        "approval",
                        "backfill",
                        "backfill_chunk",
                        "bucket",
                        "cell",
                        "cell_failure",
                        "data_migration",
                        "databasechangelog",
                        "kept",
                        "lease",
                        "ledger",
                        "managed",
                        "namespace",
                        "note",
                        "run",
                        "step");
        String rows =
                "select c.xmin || ' ' || c.oid from pg_class c where relnamespace = 'plumb'::regnamespace order by 1";
        List<String> before = query(database, rows);
        upgrade(database);
        assertThat(query(database, rows)).isEqualTo(before);
        assertThat(query(database, "select version from plumb.ledger"))
                .containsExactly(String.valueOf(LedgerSchema.version()));
    }

    @Test
    void everyTableOfTheLedgerSaysWhatItHolds() throws SQLException {
        TestDatabase database = TestPostgres.latest().newDatabase();
        upgrade(database);
        assertThat(query(database, """
                select c.relname from pg_class c
                where c.relnamespace = 'plumb'::regnamespace and c.relkind in ('r', 'v') and c.relname <> 'databasechangelog'
                  and obj_description(c.oid, 'pg_class') is null""")).isEmpty();
    }

    @Test
    void nothingIsPrintedLoggedOrSentHome() throws SQLException {
        TestDatabase database = TestPostgres.latest().newDatabase();
        RecordingProxySelector network = new RecordingProxySelector();
        RecordingHandler log = new RecordingHandler();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        ProxySelector proxies = ProxySelector.getDefault();
        Logger root = Logger.getLogger("");
        PrintStream recorder = new PrintStream(printed, true, StandardCharsets.UTF_8);
        root.addHandler(log);
        try {
            System.setOut(recorder);
            System.setErr(recorder);
            ProxySelector.setDefault(network);
            upgrade(database);
        } finally {
            System.setOut(out);
            System.setErr(err);
            ProxySelector.setDefault(proxies);
            root.removeHandler(log);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(log.lines).isEmpty();
        assertThat(network.asked).noneMatch(uri -> uri.getScheme().startsWith("http"));
    }

    @Test
    void manyWhoBootstrapAtOnceAllFindALedger() throws Exception {
        TestDatabase database = TestPostgres.latest().newDatabase();
        ExecutorService pool = Executors.newFixedThreadPool(6);
        try {
            Callable<Void> bootstrap = () -> {
                upgrade(database);
                return null;
            };
            for (Future<Void> done : pool.invokeAll(List.of(bootstrap, bootstrap, bootstrap, bootstrap, bootstrap))) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(query(database, "select count(*) from plumb.ledger")).containsExactly("1");
    }

    @Test
    void whoeverFindsAnotherProcessAtItIsToldSoAndNothingIsTouched() throws SQLException {
        TestDatabase database = TestPostgres.latest().newDatabase();
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(" + 0x706c756d62L + ")");
            assertThatThrownBy(() -> {
                        try (Connection connection = database.connect()) {
                            LedgerSchema.upgrade(connection, Duration.ZERO);
                        }
                    })
                    .isInstanceOf(LedgerBusyException.class)
                    .hasMessageContaining("schema plumb");
        }
        assertThat(query(database, "select 1 from pg_namespace where nspname = 'plumb'"))
                .isEmpty();
    }

    @Test
    void aRoleThatMayNotCreateASchemaGetsTheServersAnswer() throws SQLException {
        TestDatabase database = TestPostgres.latest().newDatabase();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create role ledger_reader_" + database.name());
            statement.execute("set role ledger_reader_" + database.name());
            assertThatThrownBy(() -> LedgerSchema.upgrade(connection, PATIENCE))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @Test
    void aLedgerThatIsCutOffHalfWayIsFinishedByTheNextUpgrade() throws SQLException {
        TestDatabase database = TestPostgres.latest().newDatabase();
        upgrade(database);
        database.execute("drop table plumb.managed; update plumb.ledger set version = 0;"
                + " delete from plumb.databasechangelog where id like '%-done'"
                + " or id in ('1-managed', '2-filled', '3-never-filled', '3-unfilled')");
        upgrade(database);
        assertThat(query(database, "select version from plumb.ledger"))
                .containsExactly(String.valueOf(LedgerSchema.version()));
        assertThat(query(database, "select count(*) from plumb.managed")).containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aLedgerOfTheFirstVersionIsUpgradedWithWhatItHolds(int major) throws SQLException {
        TestDatabase database = TestPostgres.of(major).newDatabase();
        upgrade(database);
        database.execute(WITHOUT_LATER + """
                drop view plumb.errors;
                drop table plumb.note, plumb.cell_error, plumb.backfill_chunk, plumb.backfill, plumb.bucket;
                alter table plumb.managed drop column filled, drop column never_filled;
                delete from plumb.databasechangelog where id ~ '^([2-9]|[1-9][0-9])-';
                update plumb.ledger set version = 1;
                insert into plumb.namespace (project, prefix, environment, schemas) values ('p', 'a_', 'dev', '{a_b__c}');
                create schema a_b__c;
                create table a_b__c.t (id bigint primary key)""");
        upgrade(database);
        database.execute("insert into plumb.cell_failure (relation, cell, key, error_type, message)"
                + " values ('a_b__c.t', plumb.cell_id('a_b__c.t', 'n'), '[7]', '22012', 'division by zero')");
        assertThat(query(database, "select version from plumb.ledger"))
                .containsExactly(String.valueOf(LedgerSchema.version()));
        assertThat(query(
                        database,
                        "select (e.*)::text from (select project, directory, table_name, column_name, key,"
                                + " error_type, message from plumb.errors) e"))
                .containsExactly("(p,b/c,t,n,[7],22012,\"division by zero\")");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aLedgerOfTheSecondVersionIsUpgradedWithWhatItHolds(int major) throws SQLException {
        TestDatabase database = TestPostgres.of(major).newDatabase();
        upgrade(database);
        database.execute(WITHOUT_LATER + """
                drop index plumb.managed_unfilled_idx;
                alter table plumb.managed drop column never_filled;
                delete from plumb.databasechangelog where id ~ '^([3-9]|[1-9][0-9])-';
                update plumb.ledger set version = 2;
                insert into plumb.namespace (project, prefix, environment, schemas) values ('p', 'a_', 'dev', '{a_b}');
                insert into plumb.managed (namespace, kind, directory, object, part, spec_fingerprint, prevent_destroy, since_run, filled)
                select id, 'column', 'b', 't', 'c', 'x', false, 1, false from plumb.namespace;
                create schema a_b;
                create table a_b.t (id bigint primary key);
                insert into plumb.cell_error (relation, column_name, key, error_type, message) values
                  ('a_b.t', 'c', '[1]', '22012', 'division by zero'), ('a_b.t', 'c', '[2]', '22012', 'division by zero'),
                  ('a_b.t', 'd', '[2]', 'InputFailed', 'its input "c" has an error')""");
        upgrade(database);
        assertThat(query(
                        database, "select column_name || ' ' || key || ' ' || error_type from plumb.errors order by 1"))
                .containsExactly("c [1] 22012", "c [2] 22012", "d [2] InputFailed");
        assertThat(query(database, "select version from plumb.ledger"))
                .containsExactly(String.valueOf(LedgerSchema.version()));
        assertThat(query(database, "select filled::text || ' ' || never_filled from plumb.managed"))
                .containsExactly("false false");
    }

    private static void upgrade(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            LedgerSchema.upgrade(connection, PATIENCE);
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    private static List<String> query(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(Optional.ofNullable(rows.getString(1)).orElse("null"));
            }
            return values;
        }
    }

    private static final class RecordingProxySelector extends ProxySelector {
        private final ConcurrentLinkedQueue<URI> asked = new ConcurrentLinkedQueue<>();

        @Override
        public List<Proxy> select(URI uri) {
            asked.add(uri);
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {}
    }

    private static final class RecordingHandler extends Handler {
        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(@Nullable LogRecord line) {
            if (line != null && String.valueOf(line.getLoggerName()).startsWith("liquibase")) {
                lines.add(line.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
