package dev.plumb.runtime.copy;

import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.sql.SqlNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows that are copied, in temporary tables of the source: those that the seed chooses, and all that they refer to, directly
 * or through others. Rows are known by where they are, which stays so as long as the transaction's snapshot does.
 */
final class RowSample {
    private static final String SAMPLE = "plumb_sample_";

    private final Connection connection;
    private final List<CopiedTable> tables;

    /** @param connection to the source, in one repeatable-read transaction until the rows are copied */
    RowSample(Connection connection, List<CopiedTable> tables) {
        this.connection = connection;
        this.tables = List.copyOf(tables);
    }

    /** The temporary table with the places of a table's rows: {@code o} and {@code r}. */
    private static String sample(int table) {
        return "pg_temp." + SAMPLE + table;
    }

    void choose(Sampling sampling) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < tables.size(); i++) {
                statement.execute("create temporary table " + SAMPLE + i
                        + " (o oid, r tid, found integer, primary key (o, r)) on commit drop");
                statement.execute("insert into " + sample(i) + " select t.tableoid, t.ctid, 0 from "
                        + tables.get(i).from() + " t" + condition(tables.get(i), sampling));
                statement.execute("analyze " + sample(i));
            }
        }
        follow();
    }

    private static String condition(CopiedTable table, Sampling sampling) {
        return sampling.isEverything()
                ? ""
                : " where (pg_catalog.hashtextextended(" + table.key() + ", " + sampling.seed() + ") & "
                        + Long.MAX_VALUE + ") < " + sampling.threshold();
    }

    /** Round by round, from the rows that the last one has found, until one finds none: circles end by themselves. */
    private void follow() throws SQLException {
        List<PreparedStatement> steps = new ArrayList<>();
        try {
            for (String step : steps()) {
                steps.add(connection.prepareStatement(step));
            }
            int found = 1;
            for (int round = 1; found > 0; round++) {
                found = 0;
                for (PreparedStatement step : steps) {
                    step.setInt(1, round);
                    step.setInt(2, round - 1);
                    found += step.executeUpdate();
                }
            }
        } finally {
            for (PreparedStatement step : steps) {
                step.close();
            }
        }
    }

    private List<String> steps() {
        List<String> steps = new ArrayList<>();
        for (int child = 0; child < tables.size(); child++) {
            for (ForeignKey key : tables.get(child).foreignKeys()) {
                Optional<Integer> parent = parent(key);
                if (parent.isPresent()) {
                    steps.add(step(child, parent.get(), key));
                }
            }
        }
        return steps.stream().distinct().toList();
    }

    private Optional<Integer> parent(ForeignKey key) {
        for (int i = 0; i < tables.size(); i++) {
            CopiedTable table = tables.get(i);
            if (table.address().directory().schemaName().equals(key.target().schema())
                    && table.source().name().equals(key.target().name())
                    && table.source().columnNames().containsAll(key.targetColumns())) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private String step(int child, int parent, ForeignKey key) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < key.columns().size(); i++) {
            pairs.add("p." + SqlNames.quote(key.targetColumns().get(i)) + " = c."
                    + SqlNames.quote(key.columns().get(i)));
        }
        return "insert into " + sample(parent) + " select distinct p.tableoid, p.ctid, ?::integer from " + sample(child)
                + " s join " + tables.get(child).from() + " c on c.tableoid = s.o and c.ctid = s.r join "
                + tables.get(parent).from() + " p on " + String.join(" and ", pairs)
                + " where s.found = ? on conflict do nothing";
    }

    /**
     * The query that gives the rows of a table.
     *
     * @param values SQL of the columns, of the row {@code t}
     */
    String query(CopiedTable table, List<String> values) {
        return "select " + String.join(", ", values) + " from " + sample(tables.indexOf(table)) + " s join "
                + table.from() + " t on t.tableoid = s.o and t.ctid = s.r order by s.o, s.r";
    }
}
