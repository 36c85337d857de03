package dev.plumb.testing.schema;

import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.CheckConstraint;
import dev.plumb.schema.Constraint.Deferral;
import dev.plumb.schema.Constraint.ExclusionConstraint;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Constraint.Match;
import dev.plumb.schema.Constraint.PrimaryKey;
import dev.plumb.schema.Constraint.ReferentialAction;
import dev.plumb.schema.Constraint.ReferentialAction.Kind;
import dev.plumb.schema.Constraint.UniqueConstraint;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Index;
import dev.plumb.schema.QualifiedName;
import dev.plumb.schema.SequenceOptions;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Random tables; index-like names are free among the relations of their directory. */
final class TableGenerator {
    private final Chance chance;
    private final HostileTexts texts;
    private final SchemaGenerator common;
    private final Set<String> relations;
    private final DirectoryPath directory;

    TableGenerator(
            SchemaGenerator common, Chance chance, HostileTexts texts, Set<String> relations, DirectoryPath directory) {
        this.chance = chance;
        this.texts = texts;
        this.common = common;
        this.relations = relations;
        this.directory = directory;
    }

    /** @param names of its columns, which they join */
    Table table(String name, Set<String> names) {
        List<Column> columns = chance.several(0, 6, () -> column(texts.name(names)));
        List<Constraint> constraints = columns.isEmpty()
                ? List.of()
                : constraints(name, columns.stream().map(Column::name).toList());
        Set<String> key = new HashSet<>();
        for (Constraint constraint : constraints) {
            if (constraint instanceof PrimaryKey primaryKey) {
                key.addAll(primaryKey.columns());
            }
        }
        return new Table(
                name,
                columns.stream()
                        .map(c -> key.contains(c.name()) ? c.withNotNull(true) : c)
                        .toList(),
                constraints,
                indexes(),
                chance.oneIn(5),
                common.parameters(),
                common.comment(),
                common.declaration(true, true));
    }

    /** A partition's own: no columns, and no keys on the columns that it has from its parent. */
    Table partition(String name) {
        return new Table(
                name,
                List.of(),
                List.copyOf(chance.several(0, 2, this::check)),
                indexes(),
                chance.oneIn(5),
                common.parameters(),
                common.comment(),
                common.declaration(true, true));
    }

    private Column column(String name) {
        ColumnValue value = value();
        return new Column(
                name,
                texts.type(),
                chance.coin() || value instanceof ColumnValue.Identity,
                common.collation(),
                value,
                common.comment(),
                common.declaration(false, true));
    }

    private ColumnValue value() {
        return switch (chance.below(6)) {
            case 0, 1 -> new ColumnValue.Default(texts.expression());
            case 2 ->
                new ColumnValue.Identity(
                        chance.coin(), chance.coin() ? SequenceOptions.DEFAULT : common.sequenceOptions());
            case 3 -> new ColumnValue.Generated(texts.expression(), chance.coin());
            default -> ColumnValue.NONE;
        };
    }

    private List<Constraint> constraints(String table, List<String> columns) {
        List<Constraint> constraints = new ArrayList<>();
        if (chance.coin()) {
            constraints.add(primaryKey(table, columns));
        }
        constraints.addAll(chance.several(0, 2, () -> unique(columns)));
        constraints.addAll(chance.several(0, 2, this::check));
        constraints.addAll(chance.several(0, 2, () -> foreignKey(columns)));
        constraints.addAll(chance.several(0, 1, this::exclusion));
        return constraints;
    }

    private PrimaryKey primaryKey(String table, List<String> columns) {
        String usual = table + "_pkey";
        boolean free = table.length() < 20 && relations.add(usual);
        return new PrimaryKey(
                free && chance.coin() ? usual : texts.name(relations),
                chance.someOf(columns),
                included(),
                deferral(),
                common.parameters(),
                common.comment(),
                common.declaration(false, false));
    }

    private UniqueConstraint unique(List<String> columns) {
        return new UniqueConstraint(
                texts.name(relations),
                chance.someOf(columns),
                included(),
                chance.oneIn(3),
                deferral(),
                common.parameters(),
                common.comment(),
                common.declaration(false, false));
    }

    private CheckConstraint check() {
        return new CheckConstraint(
                texts.name(relations),
                texts.expression(),
                chance.oneIn(3),
                !chance.oneIn(3),
                common.comment(),
                common.declaration(false, false));
    }

    private ForeignKey foreignKey(List<String> columns) {
        List<String> own = chance.someOf(columns);
        Set<String> names = new HashSet<>();
        return new ForeignKey(
                texts.name(relations),
                own,
                new QualifiedName(chance.coin() ? directory.schemaName() : texts.name(), texts.name()),
                chance.coin()
                        ? List.of()
                        : own.stream().map(c -> texts.name(names)).toList(),
                chance.of(List.of(Match.values())),
                new ReferentialAction(chance.of(List.of(Kind.values())), List.of()),
                onDelete(own),
                deferral(),
                !chance.oneIn(3),
                common.comment(),
                common.declaration(false, false));
    }

    private ReferentialAction onDelete(List<String> columns) {
        Kind kind = chance.of(List.of(Kind.values()));
        boolean perColumn = (kind == Kind.SET_NULL || kind == Kind.SET_DEFAULT) && chance.coin();
        return new ReferentialAction(kind, perColumn ? chance.someOf(columns) : List.of());
    }

    private ExclusionConstraint exclusion() {
        return new ExclusionConstraint(
                texts.name(relations),
                chance.of(List.of("gist", "btree", "Odd Method")),
                chance.several(
                        1,
                        3,
                        () -> new ExclusionConstraint.Element(
                                texts.expression(), chance.of(List.of("=", "&&", "operator(pg_catalog.=)")))),
                included(),
                chance.maybe(3, texts::expression),
                deferral(),
                common.parameters(),
                common.comment(),
                common.declaration(false, false));
    }

    List<Index> indexes() {
        return chance.several(
                0,
                2,
                () -> new Index(
                        texts.name(relations),
                        chance.of(List.of("btree", "gin", "brin")),
                        chance.coin(),
                        chance.several(1, 3, texts::expression),
                        included(),
                        chance.oneIn(3),
                        common.parameters(),
                        chance.maybe(3, texts::expression),
                        true,
                        common.comment(),
                        common.declaration(true, false)));
    }

    private List<String> included() {
        Set<String> names = new HashSet<>();
        return chance.oneIn(4) ? chance.several(1, 2, () -> texts.name(names)) : List.of();
    }

    private Deferral deferral() {
        return chance.of(List.of(Deferral.values()));
    }
}
