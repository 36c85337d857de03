package dev.plumb.runtime.backfill;

import dev.plumb.plan.computed.CellStatements;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.Window;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The order in which the rows of a table are gone through. Places are JSON arrays. */
sealed interface Walk {
    /** The last place as of now; later rows are others' work. Nothing when the table is empty. */
    Optional<String> last(Connection connection) throws SQLException;

    /** A window of about so many rows; nothing when there are none left. */
    Optional<Part> next(Connection connection, Optional<String> after, String last, int rows) throws SQLException;

    /**
     * A window by its end.
     *
     * @param rows that it has now
     */
    record Part(String upTo, long rows) {}

    /** Whether a row can leave a window that is still to come for one that is done, so that all must be looked at in the end. */
    boolean needsSweep();

    /** By the key where there is one, else by the blocks of the heap. */
    static Walk of(long relation, ComputedTable table) {
        return table.key().isEmpty()
                ? new BlockWalk(relation, new CellStatements(table))
                : new KeyWalk(new CellStatements(table));
    }

    /** In the order of the key's index. */
    record KeyWalk(CellStatements statements) implements Walk {
        @Override
        public Optional<String> last(Connection connection) throws SQLException {
            return text(connection, statements.lastKey());
        }

        @Override
        public Optional<Part> next(Connection connection, Optional<String> after, String last, int rows)
                throws SQLException {
            Optional<String> end = text(connection, statements.boundary(after, Optional.of(last), rows));
            if (end.isPresent()) {
                return Optional.of(new Part(end.get(), rows));
            }
            Window rest = new Window(after, Optional.of(last), 0, 1);
            long left = count(connection, statements, rest);
            return left == 0 ? Optional.empty() : Optional.of(new Part(last, left));
        }

        @Override
        public boolean needsSweep() {
            return false;
        }

        private static Optional<String> text(Connection connection, String sql) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** In the order of the heap; of partitions, of all at once. */
    record BlockWalk(long relation, CellStatements statements) implements Walk {
        private static final String SIZE = """
                select max(pg_catalog.pg_relation_size(c.oid) / pg_catalog.current_setting('block_size')::bigint),
                  max(case when c.reltuples > 0 and c.relpages > 0 then c.reltuples / c.relpages else 40 end)
                from pg_catalog.pg_class c where c.relkind = 'r' and (c.oid = ?::pg_catalog.oid
                  or c.oid in (select t.relid from pg_catalog.pg_partition_tree(?::pg_catalog.oid::pg_catalog.regclass) t))""";

        @Override
        public Optional<String> last(Connection connection) throws SQLException {
            long blocks = size(connection)[0];
            return blocks == 0 ? Optional.empty() : Optional.of(place(blocks - 1));
        }

        @Override
        public Optional<Part> next(Connection connection, Optional<String> after, String last, int rows)
                throws SQLException {
            long from = after.map(BlockWalk::block).orElse(-1L);
            long end = block(last);
            if (from >= end) {
                return Optional.empty();
            }
            long blocks = Math.max(1, rows / Math.max(1, size(connection)[1]));
            String upTo = place(Math.min(end, from + blocks));
            Window window = new Window(after, Optional.of(upTo), 0, 1);
            return Optional.of(new Part(upTo, count(connection, statements, window)));
        }

        @Override
        public boolean needsSweep() {
            return true;
        }

        private static String place(long block) {
            return "[" + block + "]";
        }

        private static long block(String place) {
            return Long.parseLong(place.substring(1, place.length() - 1));
        }

        /** Blocks, and rows per block. */
        private long[] size(Connection connection) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(SIZE)) {
                statement.setLong(1, relation);
                statement.setLong(2, relation);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? new long[] {row.getLong(1), row.getLong(2)} : new long[] {0, 1};
                }
            }
        }
    }

    private static long count(Connection connection, CellStatements statements, Window window) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(statements.count(window))) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
