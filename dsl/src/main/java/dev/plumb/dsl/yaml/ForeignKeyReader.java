package dev.plumb.dsl.yaml;

import dev.plumb.schema.Constraint.Deferral;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Constraint.Match;
import dev.plumb.schema.Constraint.ReferentialAction;
import dev.plumb.schema.Declaration;
import dev.plumb.source.SourceLocation;
import dev.plumb.source.YamlList;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlMap.Entry;
import dev.plumb.source.YamlNode;
import dev.plumb.source.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads foreign keys. */
final class ForeignKeyReader {
    private static final Map<String, Match> MATCHES = Map.of("simple", Match.SIMPLE, "full", Match.FULL);

    private final ReadContext context;
    private final TableParts parts;

    ForeignKeyReader(ReadContext context, TableParts parts) {
        this.context = context;
        this.parts = parts;
    }

    /** @param node a map by name, or a list of maps whose constraints get PostgreSQL's names */
    void foreignKeys(YamlNode node) {
        if (node instanceof YamlMap map) {
            Keys.named(map).forEach(this::foreignKey);
        } else if (node instanceof YamlList list) {
            list.items().forEach(this::unnamedForeignKey);
        } else {
            node.reportExpected("'foreign_keys'", "a map by name or a list of maps");
        }
    }

    private void foreignKey(Entry entry) {
        Keys.longForm(context, entry, "a map with the keys 'columns' and 'references'")
                .ifPresent(map -> read(Optional.of(entry.key()), entry.location(), map));
    }

    private void unnamedForeignKey(YamlNode node) {
        YamlMap.asMap("an item of 'foreign_keys'", node).ifPresent(map -> read(Optional.empty(), map.location(), map));
    }

    private void read(Optional<String> name, SourceLocation location, YamlMap map) {
        map.require("columns");
        List<String> columns = Keys.names(map, "columns");
        Optional<ReferencedTable> target = map.require("references") ? referenced(map, "references") : Optional.empty();
        Declaration declaration = Keys.renameOnly(map);
        Rules rules = Rules.read(map);
        map.rejectUnknownKeys();
        target.ifPresentOrElse(
                t -> add(
                        name.orElseGet(() -> parts.defaultNames().foreignKey(parts.table(), columns)),
                        columns,
                        t,
                        rules,
                        declaration,
                        location),
                context::lost);
    }

    /** The foreign key that a column declares for itself under the key {@code references}. */
    void foreignKeyOf(String column, YamlMap map) {
        Optional<YamlNode> node = map.node("references");
        if (node.isEmpty()) {
            return;
        }
        Optional<ReferencedTable> target = referenced(map, "references");
        Rules rules = Rules.NONE;
        if (node.get() instanceof YamlMap reference) {
            rules = Rules.read(reference);
            reference.rejectUnknownKeys();
        }
        if (target.isPresent()) {
            List<String> columns = List.of(column);
            String name = parts.defaultNames().foreignKey(parts.table(), columns);
            add(name, columns, target.get(), rules, Declaration.NONE, map.locationOf("references"));
        }
    }

    private void add(
            String name,
            List<String> columns,
            ReferencedTable target,
            Rules rules,
            Declaration declaration,
            SourceLocation location) {
        parts.add(
                new ForeignKey(
                        name,
                        columns,
                        target.name(),
                        target.columns(),
                        rules.match(),
                        rules.onUpdate(),
                        rules.onDelete(),
                        rules.deferral(),
                        rules.validated(),
                        rules.comment(),
                        declaration),
                location);
    }

    /** The text {@code table(columns)}, or a map with these two keys. */
    private Optional<ReferencedTable> referenced(YamlMap map, String key) {
        if (map.node(key).orElse(map) instanceof YamlScalar text) {
            return ReferencedTable.parse(parts.directory(), text.text()).or(() -> notATable(text, key));
        }
        return map.map(key).flatMap(reference -> {
            List<String> columns = Keys.names(reference, "columns");
            if (!reference.require("table")) {
                return Optional.empty();
            }
            return reference.scalar("table").flatMap(table -> ReferencedTable.parse(parts.directory(), table.text())
                    .filter(t -> t.columns().isEmpty())
                    .map(t -> new ReferencedTable(t.name(), columns))
                    .or(() -> notATable(table, "table")));
        });
    }

    private static Optional<ReferencedTable> notATable(YamlScalar text, String key) {
        String example = key.equals("table") ? "accounts.users" : "accounts.users(id)";
        text.reportExpected("'" + key + "'", "a table such as " + example);
        return Optional.empty();
    }

    /** What a foreign key says beside its columns and target. */
    private record Rules(
            Match match,
            ReferentialAction onUpdate,
            ReferentialAction onDelete,
            Deferral deferral,
            boolean validated,
            Optional<String> comment) {
        private static final Rules NONE = new Rules(
                Match.SIMPLE,
                ReferentialAction.NO_ACTION,
                ReferentialAction.NO_ACTION,
                Deferral.NOT_DEFERRABLE,
                true,
                Optional.empty());

        private static Rules read(YamlMap map) {
            return new Rules(
                    map.choice("match", MATCHES).orElse(Match.SIMPLE),
                    ReferentialActions.onUpdate(map),
                    ReferentialActions.onDelete(map),
                    Keys.deferral(map),
                    !map.flag("not_valid"),
                    Keys.comment(map));
        }
    }
}
