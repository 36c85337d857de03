package dev.plumb.runtime.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The settings that PostgreSQL's texts depend on, time, and room for joins over the whole catalog. */
final class Deparsing {
    /** With nothing of the user's on the path every name of the user's is qualified; {@code pg_temp} last hides nothing. */
    private static final String SETTINGS = """
            set local search_path = pg_catalog, pg_temp;
            set local statement_timeout = 0;
            set local idle_in_transaction_session_timeout = 0;
            set local quote_all_identifiers = off;
            set local standard_conforming_strings = on;
            set local datestyle = 'ISO, YMD';
            set local intervalstyle = 'postgres';
            set local timezone = 'UTC';
            set local extra_float_digits = 1;
            set local bytea_output = 'hex';
            set local lc_monetary = 'C';
            set local work_mem = '64MB'""";

    private Deparsing() {}

    /** Fixes them for the rest of the transaction, or until it is rolled back to a savepoint before. */
    static void fix(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
        }
    }
}
