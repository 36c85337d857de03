package dev.plumb.schema.validation;

import static dev.plumb.schema.validation.Findings.describe;

import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Table;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The columns of one table. */
final class TableChecks {
    private static final int MAX_COLUMNS = 1600;
    private static final Pattern SERIAL = Pattern.compile("(?i)(small|big)?serial[248]?");
    private static final Set<String> SYSTEM_COLUMNS = Set.of("tableoid", "cmax", "xmax", "cmin", "xmin", "ctid");

    /** Types that cannot carry an identity and that everybody has; what a user's type is only the server knows. */
    private static final Set<String> NOT_INTEGERS = Set.of(
            "bit",
            "bool",
            "boolean",
            "bytea",
            "char",
            "character",
            "character varying",
            "citext",
            "date",
            "decimal",
            "double precision",
            "float4",
            "float8",
            "inet",
            "json",
            "jsonb",
            "money",
            "numeric",
            "real",
            "text",
            "time",
            "timestamp",
            "timestamptz",
            "uuid",
            "varchar",
            "xml");

    private final Findings problems;
    private final Table table;
    private final Address address;

    TableChecks(Findings problems, DirectoryPath directory, Table table) {
        this.problems = problems;
        this.table = table;
        this.address = table.address(directory);
    }

    void check() {
        if (table.columns().size() > MAX_COLUMNS) {
            problems.add(
                    address,
                    describe(address) + " has " + table.columns().size() + " columns; PostgreSQL allows " + MAX_COLUMNS,
                    "split it into several tables");
        }
        table.columns().forEach(this::column);
    }

    private void column(Column column) {
        Address at = address.child(ObjectKind.COLUMN, column.name());
        if (SYSTEM_COLUMNS.contains(column.name())) {
            problems.add(
                    at,
                    describe(at) + " has the name of a system column, which every table has already",
                    "use another name");
        }
        if (isSerial(column.type())) {
            problems.add(
                    at,
                    "'" + column.type() + "' of " + describe(at) + " is not a type but short for one with a sequence",
                    "use an identity, or the short form of a column: SQL in one text");
        }
        if (column.value() instanceof ColumnValue.Identity && isKnownNotInteger(column.type())) {
            problems.add(
                    at,
                    "identity of " + describe(at) + " needs smallint, integer or bigint, found '" + column.type() + "'",
                    "change the type, or use a default");
        }
    }

    private static boolean isSerial(String type) {
        return SERIAL.matcher(type.strip()).matches();
    }

    private static boolean isKnownNotInteger(String type) {
        String name = type.toLowerCase(Locale.ROOT).strip();
        boolean array = name.endsWith("]");
        String base = name.replaceAll("\\(.*", "").strip().replaceFirst("^pg_catalog\\.", "");
        return array || NOT_INTEGERS.contains(base);
    }
}
