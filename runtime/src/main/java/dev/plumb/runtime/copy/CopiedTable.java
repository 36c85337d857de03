package dev.plumb.runtime.copy;

import dev.plumb.schema.Address;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Table;
import dev.plumb.schema.sql.SqlNames;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table whose rows are copied.
 *
 * @param from SQL name in the source
 * @param to SQL name in the copy
 * @param source as it is there
 * @param target as it is in the copy
 * @param columns those that are copied, by name
 */
record CopiedTable(Address address, String from, String to, Table source, Table target, List<String> columns) {
    CopiedTable {
        columns = List.copyOf(columns);
    }

    /** SQL of what tells rows of the source apart, as long as the seed's digest is taken of it; the row is called t. */
    String key() {
        String row = source.primaryKey()
                .map(k -> k.columns().stream()
                        .map(c -> "t." + SqlNames.quote(c))
                        .collect(Collectors.joining(", ", "row (", ")::text")))
                .orElse("(t.*)::text");
        return SqlNames.literal(address + ":") + " || " + row;
    }

    /** Those that hold in the copy, or held in the source, and can be followed in the source. */
    List<ForeignKey> foreignKeys() {
        return Stream.of(source, target)
                .flatMap(t -> t.constraints(ForeignKey.class))
                .filter(f -> source.columnNames().containsAll(f.columns()))
                .toList();
    }
}
