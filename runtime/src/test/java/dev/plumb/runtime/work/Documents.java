package dev.plumb.runtime.work;

import dev.plumb.plan.computed.KeyColumn;
import dev.plumb.plugin.Outcome;
import dev.plumb.runtime.cell.CellFixture;
import dev.plumb.runtime.cell.TestFunction;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A table of texts and functions of them. */
final class Documents {
    static final List<KeyColumn> ID = List.of(new KeyColumn("id", "bigint"));
    static final WorkOptions OPTIONS = new WorkOptions(
            2, 50, Duration.ofSeconds(60), Duration.ofSeconds(2), Duration.ofMillis(50), new NoteScope.Everywhere());

    private Documents() {}

    static TestFunction upper() {
        return TestFunction.each("test.upper", text -> Outcome.value(text.toUpperCase(Locale.ROOT)));
    }

    static TestFunction twice() {
        return TestFunction.each("test.twice", text -> Outcome.value(text + text));
    }

    static CellFixture documents(int major, TestFunction... functions) throws Exception {
        CellFixture fixture = CellFixture.on(major);
        fixture.execute("create table app.documents (id bigint primary key, body text not null)");
        List.of(functions).forEach(fixture::register);
        return fixture;
    }

    static void insert(CellFixture fixture, int rows) throws Exception {
        fixture.execute("insert into app.documents select i, 'text ' || i from generate_series(1, " + rows + ") i");
    }
}
