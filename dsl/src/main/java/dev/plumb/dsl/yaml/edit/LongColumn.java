package dev.plumb.dsl.yaml.edit;

import dev.plumb.dsl.sql.ColumnClauses;
import dev.plumb.dsl.sql.ColumnClauses.Clause;
import dev.plumb.dsl.yaml.YamlQuoting;
import dev.plumb.schema.Column;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.source.SourceNode;
import dev.plumb.source.YamlSource;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns the short form of a column into the long one, for what the short form cannot say. */
record LongColumn(DirectoryPath directory, String table) {
    /**
     * @param text of the short form, whose constraints stay with the column as far as its long form can say them; the others have
     *     to be added to the table
     */
    SourceNode of(Column column, String text, Fragments fragments) {
        Map<String, SourceNode> entries = fragments.column(column, table);
        StringBuilder map = new StringBuilder(entries.entrySet().stream()
                .map(e -> e.getKey() + ": " + NodeText.flow(e.getValue()))
                .collect(Collectors.joining(", ")));
        for (Clause clause : ColumnClauses.of(directory, table, column.name(), text)) {
            String words = text.substring(clause.start(), clause.end());
            if (words.equalsIgnoreCase("unique")) {
                map.append(", unique: true");
            } else if (words.equalsIgnoreCase("primary key")) {
                map.append(", primary_key: true");
            } else if (words.matches("(?is)references\\s+[\\w.]+\\s*(\\(\\s*\\w+\\s*\\))?")) {
                map.append(", references: ")
                        .append(YamlQuoting.text(words.substring(10).strip(), true));
            }
        }
        return YamlSource.compose("{" + map + "}").get(0);
    }
}
