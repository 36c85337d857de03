package dev.plumb.dsl.yaml;

import dev.plumb.dsl.sql.ColumnText;
import dev.plumb.dsl.sql.ColumnTextException;
import dev.plumb.dsl.sql.ParsedColumn;
import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.SequenceOptions;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlMap.Entry;
import dev.plumb.source.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the columns of a table, in the short form or the long one. */
final class ColumnReader {
    private static final Map<String, Boolean> IDENTITY = Map.of("always", true, "by default", false);

    private final ReadContext context;
    private final TableParts parts;

    ColumnReader(ReadContext context, TableParts parts) {
        this.context = context;
        this.parts = parts;
    }

    void read(Entry entry) {
        if (entry.value() instanceof YamlScalar text && !text.isLiteral()) {
            shortForm(entry, text);
        } else if (entry.value() instanceof YamlMap map) {
            longForm(entry, map);
        } else {
            entry.value().reportExpected("'" + entry.key() + "'", "the SQL of a column or a map");
            parts.add(unreadable(entry.key()), entry.location());
        }
    }

    private void shortForm(Entry entry, YamlScalar text) {
        try {
            ParsedColumn parsed =
                    ColumnText.parse(parts.directory(), parts.table(), entry.key(), text.text(), parts.defaultNames());
            parts.add(parsed.column(), entry.location());
            parsed.constraints().forEach(c -> parts.add(c, entry.location()));
            parsed.sequence().ifPresent(s -> parts.add(s, entry.location()));
        } catch (ColumnTextException e) {
            context.problems().report(text.locationAt(e.offset()), String.valueOf(e.getMessage()), e.remedy());
            parts.add(unreadable(entry.key()), entry.location());
        }
    }

    /** Holds the place of a column that has a problem, so that what names the column has none. */
    private static Column unreadable(String name) {
        return new Column(name, "", false, Optional.empty(), ColumnValue.NONE, Optional.empty(), Declaration.NONE);
    }

    private void longForm(Entry entry, YamlMap map) {
        Column column = new Column(
                entry.key(),
                Keys.requiredSql(map, "type").orElse(""),
                notNull(entry, map),
                Keys.collation(map),
                value(map),
                Keys.comment(map),
                Keys.guarded(map));
        parts.add(column, entry.location());
        inlineConstraints(entry.key(), map);
        map.rejectUnknownKeys();
    }

    private boolean notNull(Entry entry, YamlMap map) {
        Optional<Boolean> notNull = map.bool("not_null");
        Optional<Boolean> nullable = map.bool("nullable");
        if (notNull.isPresent() && nullable.isPresent()) {
            context.problems().report(map.locationOf("nullable"), "give 'not_null' or 'nullable', not both");
        }
        if (nullable.orElse(false)) {
            parts.nullable(entry.key(), map.locationOf("nullable"));
        }
        return notNull.orElseGet(() -> !nullable.orElse(true));
    }

    private ColumnValue value(YamlMap map) {
        List<String> sources = List.of("default", "identity", "generated").stream()
                .filter(map::has)
                .toList();
        if (sources.size() > 1) {
            context.problems()
                    .report(
                            map.locationOf(sources.get(1)),
                            "a column has at most one of 'default', 'identity', 'generated'; found '"
                                    + String.join("' and '", sources) + "'");
        }
        return Keys.sql(map, "default")
                .<ColumnValue>map(ColumnValue.Default::new)
                .or(() -> identity(map))
                .or(() -> generated(map))
                .orElse(ColumnValue.NONE);
    }

    private static Optional<ColumnValue> identity(YamlMap column) {
        if (!(column.node("identity").orElse(column) instanceof YamlScalar)) {
            return column.map("identity").flatMap(ColumnReader::identityWithOptions);
        }
        return column.choice("identity", IDENTITY)
                .map(always -> new ColumnValue.Identity(always, SequenceOptions.DEFAULT));
    }

    private static Optional<ColumnValue> identityWithOptions(YamlMap identity) {
        identity.require("generated");
        SequenceOptions options = Keys.sequenceOptions(identity);
        Optional<ColumnValue> value =
                identity.choice("generated", IDENTITY).map(always -> new ColumnValue.Identity(always, options));
        identity.rejectUnknownKeys();
        return value;
    }

    private static Optional<ColumnValue> generated(YamlMap column) {
        if (column.node("generated").orElse(column) instanceof YamlScalar) {
            return Keys.sql(column, "generated").map(sql -> new ColumnValue.Generated(sql, true));
        }
        return column.map("generated").flatMap(map -> {
            boolean stored = map.bool("stored").orElse(true);
            Optional<ColumnValue> value =
                    Keys.requiredSql(map, "expression").map(sql -> new ColumnValue.Generated(sql, stored));
            map.rejectUnknownKeys();
            return value;
        });
    }

    /** The constraints of one column that the short form can say as well. */
    private void inlineConstraints(String column, YamlMap map) {
        KeyReader keys = new KeyReader(context, parts);
        if (map.flag("primary_key")) {
            keys.primaryKeyOf(column, map.locationOf("primary_key"));
        }
        if (map.flag("unique")) {
            keys.uniqueOf(column, map.locationOf("unique"));
        }
        new CheckReader(context, parts).checkOf(column, map);
        new ForeignKeyReader(context, parts).foreignKeyOf(column, map);
    }
}
