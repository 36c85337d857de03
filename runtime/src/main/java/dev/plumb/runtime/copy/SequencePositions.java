package dev.plumb.runtime.copy;

import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes the sequences of a copy to where those of the source are, so that new rows get numbers that none of the old ones has. */
record SequencePositions(CopySide source, CopySide target) {
    void copy() throws SQLException {
        for (Map.Entry<String, String> pair : pairs().entrySet()) {
            try (Statement read = source.connection().createStatement();
                    ResultSet row = read.executeQuery("select last_value, is_called from " + pair.getKey());
                    PreparedStatement write = target.connection()
                            .prepareStatement("select pg_catalog.setval(?::pg_catalog.regclass, ?, ?)")) {
                row.next();
                write.setString(1, pair.getValue());
                write.setLong(2, row.getLong(1));
                write.setBoolean(3, row.getBoolean(2));
                write.execute();
            }
        }
    }

    /** SQL names in both, by the source's. */
    private Map<String, String> pairs() throws SQLException {
        Map<String, String> pairs = new LinkedHashMap<>();
        Set<Address> there =
                source.all(Sequence.class).stream().map(CopySide.Found::address).collect(Collectors.toSet());
        for (CopySide.Found<Sequence> found : target.all(Sequence.class)) {
            if (there.contains(found.address())) {
                pairs.put(source.sql(found.address()), target.sql(found.address()));
            }
        }
        for (CopySide.Found<Table> found : target.all(Table.class)) {
            for (String column : identities(found.object())) {
                Optional<Table> from = source.table(found.address());
                if (from.filter(t -> identities(t).contains(column)).isPresent()) {
                    pairs.put(
                            behind(source.connection(), source.sql(found.address()), column),
                            behind(target.connection(), target.sql(found.address()), column));
                }
            }
        }
        return pairs;
    }

    private static List<String> identities(Table table) {
        List<String> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            if (column.value() instanceof ColumnValue.Identity) {
                columns.add(column.name());
            }
        }
        return columns;
    }

    private static String behind(Connection connection, String table, String column) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select pg_catalog.pg_get_serial_sequence(?, ?)")) {
            statement.setString(1, table);
            statement.setString(2, column);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
