package dev.plumb.runtime.computed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.Plumbing;
import dev.plumb.runtime.WithLedger;
import dev.plumb.runtime.computed.TestCell.Kind;
import dev.plumb.runtime.computed.TestTable.Shape;
import dev.plumb.schema.OnError;
import dev.plumb.schema.sql.SqlNames;
import dev.plumb.testing.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlumbingTest {
    private static final String INPUT = TestTable.BASE.get(0);
    private static final TestCell FAILING = TestCell.of(Kind.DIVIDE, "ratio", List.of(INPUT), OnError.IGNORE);
    private static final TestCell DEPENDENT = TestCell.of(Kind.SAFE, "of ratio", List.of("ratio"), OnError.ABORT);

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void tenRowsOfAHundredThatFailAreTenErrorsAndNinetyValues(int major) throws SQLException {
        TestTable table = TestTable.create(WithLedger.on(major), Shape.PLAIN, List.of(FAILING));
        table.database().execute(insertHundred(table));
        assertThat(one(
                        table,
                        "select count(*) || ' ' || count(ratio) from "
                                + table.table().name()))
                .isEqualTo("100 90");
        assertThat(one(table, "select count(*) || ' ' || min(error_type) || ' ' || min(message) from plumb.errors"))
                .isEqualTo("10 22012 division by zero");
        table.database().execute("update " + table.table().name() + " set " + SqlNames.quote(INPUT) + " = 1");
        assertThat(one(table, "select count(*) from plumb.cell_error")).isEqualTo("0");
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void whatDependsOnAFailedCellFailsAsWellAndTheirErrorsGoWithTheirRows(Shape shape) throws SQLException {
        TestTable table = TestTable.create(WithLedger.on(TestPostgres.LATEST), shape, List.of(FAILING, DEPENDENT));
        table.database().execute(insertHundred(table));
        assertThat(table.actual()).isEqualTo(table.expected());
        assertThat(one(
                        table,
                        "select count(*) || ' ' || min(message) from plumb.errors where column_name = 'of ratio'"
                                + " and error_type = 'InputFailed'"))
                .isEqualTo("10 its input ratio has an error");
        table.database().execute("update " + table.table().name() + " set id = id + 1000 where id % 2 = 0");
        assertThat(table.actual()).isEqualTo(table.expected());
        table.database().execute("delete from " + table.table().name() + " where id < 1000");
        assertThat(table.actual()).isEqualTo(table.expected());
        table.database().execute("truncate " + table.table().name());
        assertThat(one(table, "select count(*) from plumb.cell_error")).isEqualTo("0");
    }

    @Test
    void aClientWithoutRightsOnTheLedgerIsCaughtAndCannotPretendToBePlumb() throws SQLException {
        TestTable table = TestTable.create(
                WithLedger.on(TestPostgres.LATEST),
                Shape.PLAIN,
                List.of(FAILING, TestCell.of(Kind.FUNCTION, "called", List.of(INPUT), OnError.IGNORE)));
        String role = "client_of_" + table.database().name();
        String name = table.table().name();
        table.database()
                .execute("create role " + role + "; grant usage on schema "
                        + SqlNames.quote(table.table().schema()) + " to " + role
                        + "; grant select, insert, update, delete on "
                        + name + " to " + role);
        table.database()
                .execute("set role " + role + "; select set_config('plumb.mode', 'fill', false);"
                        + insertHundred(table) + "; update " + name + " set ratio = 7, called = 7;"
                        + " select set_config('plumb.mode', 'write', false), set_config('plumb.cells', '{called}', false);"
                        + " update " + name + " set ratio = 8, called = 8");
        assertThat(one(table, "select count(*) from plumb.note")).isEqualTo("100");
        try (TestWorker worker = new TestWorker(table)) {
            worker.drain();
        }
        assertThat(table.actual()).isEqualTo(table.expected());
    }

    @Test
    void itIsInstalledAgainReplacedAndRemovedWithoutATrace() throws SQLException {
        TestTable table =
                TestTable.create(WithLedger.on(TestPostgres.LATEST), Shape.PARTITIONED, List.of(FAILING, DEPENDENT));
        TestTable other = new TestTable(
                table.database(),
                new ComputedTable(
                        table.table().schema(),
                        table.table().table(),
                        table.table().key(),
                        true,
                        List.of(TestCell.of(Kind.SAFE, "ratio", List.of(INPUT), OnError.ABORT)
                                .cell())),
                List.of());
        Plumbing.install(table.table()).forEach(table.database()::execute);
        Plumbing.replace(table.table(), other.table()).forEach(table.database()::execute);
        assertThat(one(table, "select count(*) from pg_trigger where tgname like '~plumb:%'"))
                .isEqualTo("12");
        Plumbing.remove(other.table()).forEach(table.database()::execute);
        assertThat(one(
                        table,
                        "select (select count(*) from pg_trigger where tgname like '~plumb:%')"
                                + " + (select count(*) from pg_proc where proname like 'plumb:%')"))
                .isEqualTo("0");
    }

    /** The input is the number of the row; every tenth fails. */
    private static String insertHundred(TestTable table) {
        return "insert into " + table.table().name() + " (id, " + SqlNames.quote(INPUT)
                + ") select i, case when i % 10 = 0 then 5 else 1 end from generate_series(1, 100) i";
    }

    private static String one(TestTable table, String sql) throws SQLException {
        try (Connection connection = table.database().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
