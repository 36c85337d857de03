package dev.plumb.schema.validation;

import dev.plumb.schema.Column;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Table;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The tables in which other tools keep what has run are theirs: in a database they are known by name and column, too. */
final class ToolTableChecks {
    private static final Pattern LIQUIBASE = Pattern.compile(".*databasechangelog(lock)?", Pattern.DOTALL);
    private static final Pattern FLYWAY = Pattern.compile(".*(flyway_schema_history|schema_version)", Pattern.DOTALL);
    private static final Set<String> COLUMNS = Set.of("md5sum", "lockgranted", "installed_rank");

    private ToolTableChecks() {}

    static void check(Findings problems, DirectoryPath directory, Table table) {
        String name = table.name().toLowerCase(Locale.ROOT);
        boolean named =
                LIQUIBASE.matcher(name).matches() || FLYWAY.matcher(name).matches();
        if (named && table.columns().stream().map(Column::name).anyMatch(COLUMNS::contains)) {
            problems.add(
                    table.address(directory),
                    "the table " + table.name() + " is " + (FLYWAY.matcher(name).matches() ? "Flyway" : "Liquibase")
                            + "'s own, which Plumb leaves alone",
                    "take it out of the spec");
        }
    }
}
