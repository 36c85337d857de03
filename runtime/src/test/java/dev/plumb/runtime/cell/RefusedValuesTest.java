package dev.plumb.runtime.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.KeyColumn;
import dev.plumb.plugin.Outcome;
import dev.plumb.runtime.backfill.BackfillEngine;
import dev.plumb.runtime.backfill.BackfillListener;
import dev.plumb.runtime.backfill.BackfillOptions;
import dev.plumb.runtime.backfill.Backfills;
import dev.plumb.runtime.work.WorkListener;
import dev.plumb.runtime.work.WorkOptions;
import dev.plumb.runtime.work.Worker;
import dev.plumb.schema.OnError;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL does not take from a function is an error of exactly that cell, in a filling and in a worker. */
class RefusedValuesTest {
    private static final List<KeyColumn> ID = List.of(new KeyColumn("id", "bigint"));

    /** Of each row: the column that refuses, the error, then what the function gives. */
    private static final List<List<String>> REFUSED = List.of(
            List.of("plain", "unsuitable_result", "zero \0 byte"),
            List.of("plain", "unsuitable_result", "half \uD83D of a pair"),
            List.of("short", "22001", "too long for it"),
            List.of("whole", "22003", "70000"),
            List.of("whole", "22P02", "a word"),
            List.of("doc", "22P02", "{"),
            List.of("doc", "22P05", "\"\\u0000\""),
            List.of("vector", "22P02", "{1,two}"),
            List.of("day", "22008", "2026-02-30"),
            List.of("even", "23514", "3"),
            List.of("checked", "23514", "forbidden"),
            List.of("single", "23503", "not allowed"),
            List.of("late", "23503", "not allowed"),
            List.of("indexed", "54000", "LONG"),
            List.of("plain", "Odd\uFFFDtype", "FAIL"));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isAnErrorOfThatCellAlone(boolean filling) throws Exception {
        CellFixture fixture = fixture();
        if (filling) {
            insert(fixture);
        }
        fixture.install("values", ID, false, cells());
        fixture.execute("""
                create table app.allowed (it text primary key);
                insert into app.allowed values ('ok');
                alter table app.values add foreign key (single) references app.allowed;
                alter table app.values add foreign key (late) references app.allowed deferrable initially deferred;
                alter table app.values add check (checked <> 'forbidden');
                create index on app.values (indexed);
                """);
        if (!filling) {
            insert(fixture);
        }
        compute(fixture, filling);

        assertThat(fixture.query("""
                select e.key::text || ' ' || e.column_name || ' ' || e.error_type from plumb.cell_error e
                order by (e.key ->> 0)::bigint, e.column_name"""))
                .containsExactlyElementsOf(IntStream.range(0, REFUSED.size())
                        .mapToObj(i -> "[" + (10 * i + 5) + "] "
                                + REFUSED.get(i).get(0) + " " + REFUSED.get(i).get(1))
                        .toList());
        assertThat(fixture.number("select count(*) from app.values where num_nulls(plain, short, whole, doc,"
                        + " vector, day, even, checked, single, late, indexed) <> (id % 10 = 5)::int"))
                .isZero();
        assertThat(fixture.number("select count(*) from plumb.note")).isZero();
    }

    private static CellFixture fixture() throws Exception {
        CellFixture fixture = CellFixture.on(18);
        fixture.execute("create table app.values (id bigint primary key, what text)");
        fixture.execute("create domain app.even_number as integer check (value % 2 = 0)");
        for (Cell cell : cells()) {
            fixture.register(TestFunction.each("test." + cell.column(), text -> outcome(cell.column(), text)));
        }
        return fixture;
    }

    private static Outcome outcome(String column, String text) {
        String id = text.substring(0, text.indexOf(' '));
        String which = text.substring(text.indexOf(' ') + 1);
        if (!which.startsWith(column + " ")) {
            return Outcome.value(harmless(column, id));
        }
        String given = REFUSED.get(Integer.parseInt(which.substring(column.length() + 1)))
                .get(2);
        if ("FAIL".equals(given)) {
            return Outcome.error("Odd\0type", "a message with \0 and \uDC00");
        }
        return Outcome.value("LONG".equals(given) ? incompressible() : given);
    }

    private static String incompressible() {
        StringBuilder text = new StringBuilder();
        new Random(1).ints(20_000, 33, 126).forEach(c -> text.append((char) c));
        return text.toString();
    }

    private static String harmless(String column, String id) {
        return switch (column) {
            case "doc" -> "{\"a\": 1}";
            case "vector" -> "{NaN,Infinity,1}";
            case "day" -> "infinity";
            case "even", "whole" -> "2";
            case "short", "single", "late" -> "ok";
            default -> id;
        };
    }

    private static Cell[] cells() {
        return Stream.of(
                        "plain text",
                        "short varchar(3)",
                        "whole smallint",
                        "doc jsonb",
                        "vector real[]",
                        "day date",
                        "even app.even_number",
                        "checked text",
                        "single text",
                        "late text",
                        "indexed text")
                .map(c -> {
                    String name = c.substring(0, c.indexOf(' '));
                    Cell cell = CellFixture.call(name, OnError.IGNORE, "test." + name, "what");
                    String type = c.substring(c.indexOf(' ') + 1).replace("varchar", "character varying");
                    return new Cell(name, type, cell.formula(), OnError.IGNORE);
                })
                .toArray(Cell[]::new);
    }

    /** Every tenth row has one value that is refused. */
    private static void insert(CellFixture fixture) throws Exception {
        for (int i = 0; i < REFUSED.size(); i++) {
            fixture.execute("insert into app.values (id, what) select j, j || ' ' || case when j % 10 = 5 then '"
                    + REFUSED.get(i).get(0) + " " + i + "' else '-' end from generate_series(" + (10 * i + 1) + ", "
                    + (10 * i + 10) + ") j");
        }
    }

    private static void compute(CellFixture fixture, boolean filling) throws Exception {
        if (!filling) {
            new Worker(fixture::connect, fixture.functions(), WorkOptions.defaults(), WorkListener.SILENT).drain();
            return;
        }
        long id;
        try (Connection connection = fixture.connect()) {
            id = Backfills.create(
                    connection,
                    1,
                    OptionalLong.empty(),
                    fixture.relation("app.values"),
                    Arrays.stream(cells()).map(Cell::column).toList());
        }
        new BackfillEngine(fixture::connect, fixture.functions(), BackfillOptions.defaults())
                .run(id, Optional.empty(), BackfillListener.SILENT);
    }
}
