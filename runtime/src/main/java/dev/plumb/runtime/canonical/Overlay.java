package dev.plumb.runtime.canonical;

import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.CompositeType.Attribute;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.DomainType.DomainCheck;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.Partitioning;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.SchemaObjectVisitor;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.Table;
import dev.plumb.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Brings together what the server made of the stand-ins (types, expressions, queries) and what stand-ins do not carry, which is
 * taken from the schema as written: declarations, comments, keys, identity.
 */
final class Overlay {
    private final Schema read;
    private final ForeignKeyTargets targets;

    private Overlay(Schema read, ForeignKeyTargets targets) {
        this.read = read;
        this.targets = targets;
    }

    static Schema of(Schema written, Schema read, ForeignKeyTargets targets) {
        Overlay overlay = new Overlay(read, targets);
        return new Schema(written.directories().stream().map(overlay::directory).toList());
    }

    private Directory directory(Directory written) {
        Map<String, SchemaObject> standIns = read.directory(written.path()).stream()
                .flatMap(d -> d.objects().stream())
                .collect(Collectors.toMap(Overlay::key, Function.identity()));
        List<SchemaObject> objects = new ArrayList<>();
        for (SchemaObject object : written.objects()) {
            SchemaObject standIn = Optional.ofNullable(standIns.remove(key(object)))
                    .orElseThrow(() -> new IllegalStateException(
                            "the stand-in of " + object.address(written.path()) + " was not read back"));
            objects.add(object.accept(new OnStandIn(standIn)));
        }
        // What the server makes by itself: the sequence of a serial column.
        objects.addAll(standIns.values());
        return new Directory(written.path(), objects, comment(written.comment()), written.declaration());
    }

    private static String key(SchemaObject object) {
        return object.kind() + " " + object.name();
    }

    /** PostgreSQL keeps no empty comment. */
    static Optional<String> comment(Optional<String> written) {
        return written.filter(c -> !c.isEmpty());
    }

    /** Each written object on its stand-in. */
    private final class OnStandIn implements SchemaObjectVisitor<SchemaObject> {
        private final SchemaObject standIn;

        private OnStandIn(SchemaObject standIn) {
            this.standIn = standIn;
        }

        @Override
        public SchemaObject enumType(EnumType written) {
            return new EnumType(written.name(), written.values(), comment(written.comment()), written.declaration());
        }

        @Override
        public SchemaObject domain(DomainType written) {
            DomainType domain = (DomainType) standIn;
            Map<String, DomainCheck> checks =
                    domain.checks().stream().collect(Collectors.toMap(DomainCheck::name, Function.identity()));
            return new DomainType(
                    written.name(),
                    domain.baseType(),
                    domain.collation(),
                    domain.notNull(),
                    domain.defaultExpression(),
                    written.checks().stream()
                            .map(c -> new DomainCheck(
                                    c.name(), Standing.of(checks, c.name()).expression(), c.validated()))
                            .toList(),
                    comment(written.comment()),
                    written.declaration());
        }

        @Override
        public SchemaObject composite(CompositeType written) {
            Map<String, Attribute> attributes = ((CompositeType) standIn)
                    .attributes().stream().collect(Collectors.toMap(Attribute::name, Function.identity()));
            return new CompositeType(
                    written.name(),
                    written.attributes().stream()
                            .map(a -> {
                                Attribute attribute = Standing.of(attributes, a.name());
                                return new Attribute(
                                        a.name(), attribute.type(), attribute.collation(), a.renamedFrom());
                            })
                            .toList(),
                    comment(written.comment()),
                    written.declaration());
        }

        @Override
        public SchemaObject sequence(Sequence written) {
            Sequence sequence = (Sequence) standIn;
            return new Sequence(
                    written.name(),
                    sequence.dataType(),
                    sequence.options(),
                    written.ownedBy(),
                    comment(written.comment()),
                    written.declaration());
        }

        @Override
        public SchemaObject table(Table written) {
            Table table = (Table) standIn;
            Map<String, Index> indexes =
                    table.indexes().stream().collect(Collectors.toMap(Index::name, Function.identity()));
            return new Table(
                            written.name(),
                            written.columns().stream()
                                    .map(c -> column(c, table.column(c.name()).orElseThrow()))
                                    .toList(),
                            written.constraints().stream()
                                    .map(c -> c.accept(new ConstraintOverlay(table, targets)))
                                    .toList(),
                            written.indexes().stream()
                                    .map(i -> index(i, Standing.of(indexes, i.name())))
                                    .toList(),
                            written.unlogged(),
                            table.storageParameters(),
                            comment(written.comment()),
                            written.declaration())
                    .withPartitioning(partitioning(written.partitioning(), table.partitioning()));
        }

        /** Any stand-in can be partitioned. */
        private static Partitioning partitioning(Partitioning written, Partitioning standIn) {
            return new Partitioning(
                    written.key().flatMap(k -> standIn.key()),
                    written.of().flatMap(p -> standIn.of().map(s -> p.withBounds(s.bounds()))));
        }

        @Override
        public SchemaObject view(View written) {
            View view = (View) standIn;
            return new View(
                    written.name(),
                    List.of(),
                    view.query(),
                    view.options(),
                    comment(written.comment()),
                    written.declaration());
        }

        @Override
        public SchemaObject materializedView(MaterializedView written) {
            MaterializedView view = (MaterializedView) standIn;
            Map<String, Index> indexes =
                    view.indexes().stream().collect(Collectors.toMap(Index::name, Function.identity()));
            return new MaterializedView(
                    written.name(),
                    List.of(),
                    view.query(),
                    written.indexes().stream()
                            .map(i -> index(i, Standing.of(indexes, i.name())))
                            .toList(),
                    view.storageParameters(),
                    comment(written.comment()),
                    written.declaration());
        }
    }

    private static Column column(Column written, Column standIn) {
        ColumnValue value = written.value() instanceof ColumnValue.Identity identity
                ? new ColumnValue.Identity(identity.always(), identity.options().canonical(standIn.type()))
                : standIn.value();
        return new Column(
                written.name(),
                standIn.type(),
                standIn.notNull(),
                standIn.collation(),
                value,
                comment(written.comment()),
                written.declaration());
    }

    private static Index index(Index written, Index standIn) {
        return new Index(
                written.name(),
                standIn.method(),
                written.unique(),
                standIn.elements(),
                standIn.include(),
                written.nullsNotDistinct(),
                standIn.storageParameters(),
                standIn.where(),
                true,
                comment(written.comment()),
                written.declaration());
    }
}
