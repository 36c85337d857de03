package dev.plumb.cli;

import dev.plumb.cli.Shell.Outcome;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A small project whose environment {@code dev} is a new database of a test server. */
record Shop(Shell shell, TestDatabase database) {
    static final String ORDERS = """
            dir: shop
            tables:
              orders:
                columns:
                  id: {type: bigint, identity: always}
                  customer: text not null
                  note: text
                primary_key: [id]
            """;

    static Shop in(Path folder) {
        return on(TestPostgres.LATEST, folder);
    }

    /** On a server of a major version. */
    static Shop on(int major, Path folder) {
        TestDatabase database = TestPostgres.of(major).newDatabase();
        Shell shell = Shell.in(folder)
                .with("DATABASE_URL", database.url())
                .file("plumb.yaml", "project: shop\nenvironments: {dev: {database: \"${DATABASE_URL}\"}}\n");
        return new Shop(shell, database).declaring(ORDERS);
    }

    /** With another spec. */
    Shop declaring(String yaml) {
        return new Shop(shell.file("schema/shop.yaml", yaml), database);
    }

    Shop withoutNote() {
        return declaring(ORDERS.replace("      note: text\n", ""));
    }

    Shop typing(String lines) {
        return new Shop(shell.typing(lines), database);
    }

    Shop with(String variable, String value) {
        return new Shop(shell.with(variable, value), database);
    }

    Outcome plumb(String... arguments) {
        return shell.plumb(arguments);
    }

    /** The spec as it is now, in the database. */
    Shop applied() {
        Outcome outcome = plumb("apply", "--yes");
        if (outcome.exitCode() != 0) {
            throw new AssertionError(outcome);
        }
        return this;
    }

    /** Waits until the server has ended the sessions of a process that was killed. */
    void awaitNobody() {
        while (database.count("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and application_name like 'plumb%'")
                > 0) {
            asked("select pg_sleep(0.02)");
        }
    }

    /** The first column of the first row that a query gives. */
    String asked(String query) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
