package dev.plumb.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody took away from the ledger, which no upgrade brings back: the changelog counts as run. */
public final class LedgerDamage {
    private static final Pattern TABLE = Pattern.compile("(?ms)^create table (plumb\\.\\w+) \\((.*?)^\\)");
    private static final Pattern COLUMN =
            Pattern.compile("(?m)^  (?!primary |unique |foreign |check |constraint )(\\w+) ");

    private static final Pattern LATER_COLUMN = Pattern.compile("(?m)^alter table (plumb\\.\\w+) add column (\\w+) ");

    private static final Pattern DROPPED_COLUMN =
            Pattern.compile("(?m)^alter table (plumb\\.\\w+) drop column (\\w+);");

    private static final Pattern DROPPED_TABLE = Pattern.compile("(?m)^drop table (plumb\\.\\w+);");

    private LedgerDamage() {}

    /**
     * The tables and columns that are missing, such as {@code plumb.lease.token}; empty when the ledger is whole, was never
     * created, or is yet to be upgraded.
     */
    public static List<String> find(Connection connection) throws SQLException {
        Set<String> live = live(connection);
        if (live.isEmpty()) {
            return List.of();
        }
        if (!live.contains("plumb.ledger.version")) {
            return List.of(live.contains("plumb.ledger") ? "plumb.ledger.version" : "plumb.ledger");
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select version from plumb.ledger")) {
            if (!row.next()) {
                return List.of("the row of plumb.ledger");
            }
            if (row.getInt(1) != LedgerSchema.version()) {
                return List.of();
            }
        }
        Set<String> missing = declared();
        missing.removeAll(live);
        missing.removeIf(name -> missing.contains(name.substring(0, name.lastIndexOf('.'))));
        return List.copyOf(missing);
    }

    /** Every table of the changelog, and every column of each, that is not dropped later. */
    static Set<String> declared() {
        Set<String> declared = new TreeSet<>();
        String changelog = changelog();
        Matcher table = TABLE.matcher(changelog);
        while (table.find()) {
            declared.add(table.group(1));
            Matcher column = COLUMN.matcher(table.group(2));
            while (column.find()) {
                declared.add(table.group(1) + "." + column.group(1));
            }
        }
        Matcher later = LATER_COLUMN.matcher(changelog);
        while (later.find()) {
            declared.add(later.group(1) + "." + later.group(2));
        }
        DROPPED_TABLE
                .matcher(changelog)
                .results()
                .map(dropped -> dropped.group(1))
                .forEach(dropped -> declared.removeIf(name -> name.equals(dropped) || name.startsWith(dropped + ".")));
        DROPPED_COLUMN
                .matcher(changelog)
                .results()
                .map(dropped -> dropped.group(1) + "." + dropped.group(2))
                .forEach(declared::remove);
        return declared;
    }

    private static String changelog() {
        try (InputStream in = Objects.requireNonNull(LedgerDamage.class.getResourceAsStream("ledger.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not what Liquibase keeps there for itself. */
    static Set<String> live(Connection connection) throws SQLException {
        Set<String> live = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select 'plumb.' || c.relname, 'plumb.' || c.relname || '.' || a.attname
                        from pg_catalog.pg_class c
                        left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                        where c.relnamespace = to_regnamespace('plumb') and c.relkind = 'r'
                          and c.relname not like 'databasechangelog%'""")) {
            while (row.next()) {
                live.add(row.getString(1));
                live.add(String.valueOf(row.getString(2)));
            }
        }
        return live;
    }
}
