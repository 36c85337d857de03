package dev.plumb.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumb.plan.CatalogState;
import dev.plumb.runtime.failure.StalePlanException;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Index;
import dev.plumb.schema.Table;
import dev.plumb.schema.sql.NameMap;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogReaderTest {
    @Test
    void theNumberOfStatementsDoesNotDependOnWhatIsThere() throws SQLException {
        Library library = Library.onLatest("create table t (id int)");
        int few = statements(library);

        library.execute("""
                do $$ begin for i in 1..60 loop
                    execute format('create table t%s (id int primary key, s serial, x text check (x <> ''''))', i);
                    execute format('create index on t%s (lower(x))', i);
                    execute format('create view v%s as select * from t%s', i, i);
                    execute format('create type e%s as enum (''a'')', i);
                end loop; end $$
                """);

        assertThat(statements(library)).isEqualTo(few).isLessThanOrEqualTo(18);
    }

    private static int statements(Library library) throws SQLException {
        WatchedConnection watched = new WatchedConnection(n -> {});
        try (Connection connection = library.database().connect()) {
            CatalogReader.live().read(watched.on(connection), Library.SCHEMAS);
        }
        return watched.statements();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void whatChangesBetweenTwoQueriesIsReadAgain(int moment) throws SQLException {
        Library library = Library.onLatest("""
                create table t (before int, constraint c check (before > 0));
                create index i on t (before);
                create view v as select before from t;
                create view gone as select before from t;
                """);
        // Once the reading has deparsed something it holds its lock, and the change has to wait: then it never
        // happened.
        WatchedConnection watched = new WatchedConnection(n -> {
            if (n == moment) {
                library.attempt("set lock_timeout = '20ms'; drop view gone; alter table t rename before to after");
            }
        });

        try (Connection connection = library.database().connect()) {
            CatalogState read = CatalogReader.live().read(watched.on(connection), Library.SCHEMAS);

            assertThat(read).isEqualTo(library.read());
        }
    }

    @Test
    void schemasThatNeverHoldStillAreGivenUpOn() throws SQLException {
        Library library = Library.onLatest("create table t (id int)");
        WatchedConnection watched = new WatchedConnection(
                n -> library.execute("comment on table t is 'changed before statement " + n + "'"));

        try (Connection connection = library.database().connect()) {
            assertThatThrownBy(() -> CatalogReader.live().read(watched.on(connection), Library.SCHEMAS))
                    .isInstanceOf(StalePlanException.class)
                    .hasMessageContaining("dev_library")
                    .hasMessageContaining("wait until");
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @Test
    void aReadingLeavesNeitherSettingsNorLocksInTheCallersTransaction() throws SQLException {
        Library library = Library.onLatest("create table t (id int); create view v as select id from t");
        try (Connection connection = library.database().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local search_path = dev_library, public; set local timezone = 'Asia/Tokyo'");
            statement.execute("create table mine (id int)");
            List<String> before = settingsAndLocks(statement);

            CatalogState state = CatalogReader.live().read(connection, Library.SCHEMAS);

            assertThat(state.schema().directory(Library.PATH).orElseThrow().table("mine"))
                    .isPresent();
            assertThat(settingsAndLocks(statement)).isEqualTo(before);
            connection.commit();
        }
        assertThat(library.table("mine").name()).isEqualTo("mine");
    }

    private static List<String> settingsAndLocks(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("""
                select array(select name || '=' || setting from pg_settings
                        where name in ('search_path', 'TimeZone', 'DateStyle', 'quote_all_identifiers', 'work_mem') order by 1)
                    || array(select mode || ' ' || relation::regclass from pg_locks
                        where pid = pg_backend_pid() and relation::regclass::text !~ '^pg_' order by 1)
                """)) {
            rows.next();
            return List.of((String[]) rows.getArray(1).getArray());
        }
    }

    @Test
    void aSnapshotThatHidesChangesIsRefused() throws SQLException {
        Library library = Library.onLatest("");
        try (Connection connection = library.database().connect()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);

            assertThatThrownBy(() -> CatalogReader.live().read(connection, Library.SCHEMAS))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("repeatable read");
        }
    }

    @Test
    void aDirectoryWithoutASchemaIsNotThere() throws SQLException {
        Library library = Library.onLatest("create table t (id int)");
        DirectoryPath absent = DirectoryPath.of("absent");
        try (Connection connection = library.database().connect()) {
            CatalogState state =
                    CatalogReader.live().read(connection, Map.of(Library.PATH, "dev_library", absent, "dev_absent"));

            assertThat(state.schema().directories()).extracting(Directory::path).containsExactly(Library.PATH);
            assertThat(state.knownNames().keySet()).containsExactlyInAnyOrder("library", "absent");
            assertThat(state.serverVersion()).isGreaterThanOrEqualTo(180000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void partitionedStandInsReadAsTables(int major) throws SQLException {
        Library library = Library.on(major, """
                create table t (id int primary key, x text check (x <> '')) partition by range (id);
                create index i on t (lower(x));
                create view v as select id, x from t group by id;
                """);
        try (Connection connection = library.database().connect()) {
            NameMap names = new NameMap(Map.of("library", "dev_library"), Map.of("library", Set.of("t", "v")));
            CatalogState state = CatalogReader.standIns(names).read(connection, Map.of(Library.PATH, "dev_library"));
            Table table = state.schema()
                    .directory(Library.PATH)
                    .orElseThrow()
                    .table("t")
                    .orElseThrow();

            assertThat(table.constraints()).extracting(Constraint::name).containsExactly("t_pkey", "t_x_check");
            assertThat(table.indexes())
                    .extracting(Index::elements, Index::valid)
                    .containsExactly(tuple(List.of("lower(x)"), true));
            assertThat(state.uncovered()).isEmpty();
            assertThat(state.fingerprint()).isEmpty();
        }
    }
}
