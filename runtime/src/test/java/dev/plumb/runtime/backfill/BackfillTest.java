package dev.plumb.runtime.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plan.computed.KeyColumn;
import dev.plumb.plugin.Outcome;
import dev.plumb.runtime.cell.CellFixture;
import dev.plumb.runtime.cell.TestFunction;
import dev.plumb.schema.OnError;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackfillTest {
    private static final List<KeyColumn> ID = List.of(new KeyColumn("id", "bigint"));

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void fillsExpressionsAndFunctionsThatDependOnEachOtherInOnePass(int major) throws Exception {
        CellFixture fixture = CellFixture.on(major);
        documents(fixture, 5000);
        TestFunction upper =
                TestFunction.each("test.upper", text -> Outcome.value(text.toUpperCase(java.util.Locale.ROOT)));
        TestFunction twice = TestFunction.each("test.twice", text -> Outcome.value(text + text));
        fixture.register(upper);
        fixture.register(twice);
        fixture.install(
                "documents",
                ID,
                false,
                CellFixture.expression("words", "integer", OnError.ABORT, "length(body)", "body text"),
                CellFixture.call("loud", OnError.ABORT, "test.upper", "body"),
                CellFixture.expression("louder", "text", OnError.ABORT, "loud || '!'", "loud text"),
                CellFixture.call("loudest", OnError.ABORT, "test.twice", "louder"));

        BackfillState ended = fill(fixture, "app.documents", "words", "loud", "louder", "loudest");

        assertThat(ended.state()).isEqualTo(BackfillState.State.DONE);
        assertThat(ended.rowsSeen()).isEqualTo(5000);
        assertThat(fixture.number("select count(*) from app.documents where words = length(body) and loud = upper(body)"
                        + " and louder = upper(body) || '!' and loudest = repeat(upper(body) || '!', 2)"))
                .isEqualTo(5000);
        assertThat(upper.asked()).hasSize(5000).allSatisfy((text, times) -> assertThat(times)
                .isOne());
        assertThat(twice.asked()).hasSize(5000).allSatisfy((text, times) -> assertThat(times)
                .isOne());
        assertThat(fixture.number("select count(*) from plumb.note")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 5000})
    void ofRowsATenthOfWhichFailsEachHasEitherAnErrorOrAValue(int rows) throws Exception {
        CellFixture fixture = CellFixture.on(18);
        documents(fixture, rows);
        int failing = rows / 10;
        fixture.register(TestFunction.each(
                "test.picky",
                text -> text.endsWith("7") ? Outcome.error("seven", "it ends with 7") : Outcome.value(text)));
        fixture.install(
                "documents",
                ID,
                false,
                CellFixture.call("checked", OnError.IGNORE, "test.picky", "body"),
                CellFixture.expression("after", "text", OnError.IGNORE, "checked || '.'", "checked text"));

        BackfillState ended = fill(fixture, "app.documents", "checked", "after");

        assertThat(ended.cellsFailed()).isEqualTo(failing);
        assertThat(fixture.number("select count(*) from app.documents where checked = body"))
                .isEqualTo(rows - failing);
        assertThat(fixture.number("select count(*) from app.documents where after = body || '.'"))
                .isEqualTo(rows - failing);
        assertThat(fixture.query("select column_name || ' ' || error_type || ' ' || count(*) from plumb.cell_error"
                        + " group by column_name, error_type order by 1"))
                .containsExactly("after InputFailed " + failing, "checked seven " + failing);
    }

    @Test
    void anExpressionsErrorsAreKeptPerCellWhenTheyAreIgnored() throws Exception {
        CellFixture fixture = CellFixture.on(18);
        documents(fixture, 100);
        fixture.install(
                "documents",
                ID,
                false,
                CellFixture.expression("quotient", "bigint", OnError.IGNORE, "100 / (id % 10)", "id bigint"));

        fill(fixture, "app.documents", "quotient");

        assertThat(fixture.number("select count(*) from app.documents where quotient = 100 / nullif(id % 10, 0)"))
                .isEqualTo(90);
        assertThat(fixture.query("select distinct error_type from plumb.cell_error"))
                .containsExactly("22012");
        assertThat(fixture.number("select count(*) from plumb.cell_error")).isEqualTo(10);
    }

    @Test
    void anExpressionThatWantsNoErrorsStopsAndNamesTheRow() throws Exception {
        CellFixture fixture = CellFixture.on(18);
        documents(fixture, 1000);
        fixture.install(
                "documents",
                ID,
                false,
                CellFixture.expression("quotient", "bigint", OnError.ABORT, "100 / (id - 777)", "id bigint"));

        assertThatThrownBy(() -> fill(fixture, "app.documents", "quotient"))
                .isInstanceOf(BackfillStoppedException.class)
                .hasMessageContaining("the column quotient of app.documents")
                .hasMessageContaining("for the row [777]")
                .hasMessageContaining("division by zero");
        assertThat(fixture.query("select state from plumb.backfill")).containsExactly("failed");
    }

    @Test
    void aFunctionThatWantsNoErrorsStopsAndNamesTheRow() throws Exception {
        CellFixture fixture = CellFixture.on(18);
        documents(fixture, 1000);
        fixture.register(TestFunction.each(
                "test.picky",
                text -> text.equals("text 777") ? Outcome.error("seven", "too many sevens") : Outcome.value(text)));
        fixture.install("documents", ID, false, CellFixture.call("checked", OnError.ABORT, "test.picky", "body"));

        assertThatThrownBy(() -> fill(fixture, "app.documents", "checked"))
                .isInstanceOf(BackfillStoppedException.class)
                .hasMessageContaining("for the row [777]: too many sevens (seven)");
        assertThat(fixture.number("select count(*) from plumb.cell_error")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bigint, (i * 3)::bigint, (i * 3)",
                "uuid, md5(i::text)::uuid, i",
                "text, chr(1 + i % 100) || 'ä' || i, i",
                "numeric, i / 7.0, i",
                "timestamptz, timestamptz '2020-01-01' + i * interval '1 s', i",
                "bytea, decode(md5(i::text)\\, 'hex'), i",
                "date, date '2020-01-01' + i, i"
            })
    void fillsTablesWithAnyKindOfKey(String kind) throws Exception {
        String[] parts = kind.replace("\\,", "\u0001").split(", (?![^(]*\\))");
        String type = parts[0];
        CellFixture fixture = CellFixture.on(18);
        fixture.execute("create table app.t (k " + type + " primary key, body text)");
        fixture.execute("insert into app.t select " + parts[1].replace("\u0001", ",")
                + ", 'text ' || i from generate_series(1, 700) i");
        fixture.register(TestFunction.each("test.same", Outcome::value));
        fixture.install(
                "t",
                List.of(new KeyColumn("k", type.equals("timestamptz") ? "timestamp with time zone" : type)),
                false,
                CellFixture.expression("length", "integer", OnError.ABORT, "length(body)", "body text"),
                CellFixture.call("same", OnError.ABORT, "test.same", "body"));

        BackfillState ended = fill(fixture, "app.t", "length", "same");

        assertThat(ended.rowsSeen()).isEqualTo(700);
        assertThat(fixture.number("select count(*) from app.t where length = length(body) and same = body"))
                .isEqualTo(700);
    }

    @Test
    void fillsPartitionsAndCompositeKeys() throws Exception {
        CellFixture fixture = CellFixture.on(18);
        fixture.execute("create table app.t (region text, n integer, body text, primary key (region, n))"
                + " partition by list (region)");
        fixture.execute("create table app.t_a partition of app.t for values in ('a', 'b')");
        fixture.execute("create table app.t_rest partition of app.t default");
        fixture.execute("insert into app.t select chr(97 + i % 4), i, 'text ' || i from generate_series(1, 900) i");
        fixture.register(TestFunction.each("test.same", Outcome::value));
        fixture.install(
                "t",
                List.of(new KeyColumn("region", "text"), new KeyColumn("n", "integer")),
                true,
                CellFixture.call("same", OnError.ABORT, "test.same", "body"),
                CellFixture.expression("length", "integer", OnError.ABORT, "length(body)", "body text"));

        assertThat(fill(fixture, "app.t", "length", "same").rowsSeen()).isEqualTo(900);

        assertThat(fixture.number("select count(*) from app.t where length = length(body) and same = body"))
                .isEqualTo(900);
    }

    @Test
    void fillsTablesWithoutAKeyByTheirBlocks() throws Exception {
        CellFixture fixture = CellFixture.on(14);
        fixture.execute("create table app.t (body text)");
        fixture.execute("insert into app.t select 'text ' || i from generate_series(1, 3000) i");
        fixture.install(
                "t",
                List.of(),
                false,
                CellFixture.expression("length", "integer", OnError.ABORT, "length(body)", "body text"));

        assertThat(fill(fixture, "app.t", "length").state()).isEqualTo(BackfillState.State.DONE);

        assertThat(fixture.number("select count(*) from app.t where length = length(body)"))
                .isEqualTo(3000);
    }

    @Test
    void anEmptyTableIsDoneAtOnce() throws Exception {
        CellFixture fixture = CellFixture.on(18);
        documents(fixture, 0);
        fixture.install(
                "documents",
                ID,
                false,
                CellFixture.expression("words", "integer", OnError.ABORT, "length(body)", "body text"));

        assertThat(fill(fixture, "app.documents", "words").state()).isEqualTo(BackfillState.State.DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"words", "quotient", "same"})
    void aRowThatAClientHoldsIsFilledLaterAndKeepsNobodyFromTheOthers(String column) throws Exception {
        CellFixture fixture = CellFixture.on(18);
        documents(fixture, 1000);
        TestFunction same = TestFunction.each("test.same", Outcome::value);
        fixture.register(same);
        fixture.install(
                "documents",
                ID,
                false,
                CellFixture.expression("words", "integer", OnError.ABORT, "length(body)", "body text"),
                CellFixture.expression("quotient", "bigint", OnError.IGNORE, "100 / id", "id bigint"),
                CellFixture.call("same", OnError.ABORT, "test.same", "body"));
        String filled = "select count(*) from app.documents where " + column + " is not null";

        CompletableFuture<BackfillState> filling;
        try (Connection client = fixture.connect();
                Statement statement = client.createStatement()) {
            client.setAutoCommit(false);
            statement.execute("select from app.documents where id = 500 for update");
            filling = CompletableFuture.supplyAsync(() -> fillQuietly(fixture, column));
            while (fixture.number(filled) < 999) {
                assertThat(filling).isNotDone();
            }
            assertThat(fixture.query("select id from app.documents where id <> 500 for update nowait"))
                    .hasSize(999);
        }

        assertThat(filling.join().rowsWritten()).isEqualTo(1000);
        assertThat(fixture.number(filled)).isEqualTo(1000);
        assertThat(fixture.number("select count(*) from plumb.note")).isZero();
        assertThat(same.asked().values()).allMatch(times -> times == 1);
    }

    private static BackfillState fillQuietly(CellFixture fixture, String column) {
        try {
            return fill(fixture, "app.documents", column);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private static void documents(CellFixture fixture, int rows) throws SQLException {
        fixture.execute("create table app.documents (id bigint primary key, body text not null)");
        fixture.execute("insert into app.documents select i, 'text ' || i from generate_series(1, " + rows + ") i");
    }

    private static BackfillState fill(CellFixture fixture, String table, String... columns) throws Exception {
        long id;
        try (Connection connection = fixture.connect()) {
            id = Backfills.create(connection, 1, OptionalLong.empty(), fixture.relation(table), List.of(columns));
        }
        BackfillOptions options = BackfillOptions.defaults().withRows(100, 400);
        return new BackfillEngine(fixture::connect, fixture.functions(), options)
                .run(id, Optional.empty(), BackfillListener.SILENT);
    }
}
