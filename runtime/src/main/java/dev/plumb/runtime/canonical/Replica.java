package dev.plumb.runtime.canonical;

import dev.plumb.plan.CatalogState.Attachment;
import dev.plumb.plan.ddl.Ddl;
import dev.plumb.plan.ddl.TableDdl;
import dev.plumb.schema.Address;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.SchemaObjectVisitor;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.Table;
import dev.plumb.schema.View;
import dev.plumb.schema.sql.NameMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What creates a canonical schema exactly as it is, with ordinary tables, comments and all; empty of rows. Trials, because only
 * the server knows the order.
 */
final class Replica {
    private final Ddl ddl;
    private final List<Trial> types = new ArrayList<>();
    private final List<Trial> tables = new ArrayList<>();
    private final List<Trial> indexes = new ArrayList<>();
    private final List<Trial> links = new ArrayList<>();
    private final List<Trial> views = new ArrayList<>();
    private final List<Trial> viewIndexes = new ArrayList<>();
    private final List<Trial> comments = new ArrayList<>();

    private Replica(Ddl ddl) {
        this.ddl = ddl;
    }

    /** @param ddl for the names of the replica, whose schemas exist */
    static List<Trial> trials(Ddl ddl, Schema schema) {
        Replica replica = new Replica(ddl);
        for (Directory directory : schema.directories()) {
            replica.comment(directory.address(), directory.comment());
            ToTrials visitor = replica.new ToTrials(directory.path());
            for (SchemaObject object : directory.objects()) {
                object.accept(visitor);
                replica.comment(object.address(directory.path()), object.comment());
            }
        }
        return Stream.of(
                        replica.types,
                        replica.tables,
                        replica.indexes,
                        replica.links,
                        ViewOrder.of(replica.views),
                        replica.viewIndexes,
                        replica.comments)
                .flatMap(List::stream)
                .toList();
    }

    /**
     * What gives the copied views what the model does not hold. A copied materialized view is never filled, so what would empty it
     * is left out.
     */
    static List<Trial> attachments(NameMap names, Map<Address, List<Attachment>> attachments, Schema schema) {
        List<Trial> trials = new ArrayList<>();
        for (Address view : ObjectKey.objects(schema).keySet()) {
            attachments.getOrDefault(view, List.of()).stream()
                    .filter(a -> !isEmptying(a))
                    .forEach(a -> trials.add(new Trial(view, names.toPhysical(a.sql()), List.of())));
        }
        return trials;
    }

    static boolean isEmptying(Attachment attachment) {
        return attachment.sql().startsWith("refresh materialized view ");
    }

    private void comment(Address address, Optional<String> comment) {
        if (comment.isPresent()) {
            comments.add(new Trial(address, ddl.objects().comment(address, comment), List.of()));
        }
    }

    /** Sorts the trials of each object in; gives back how many statements create the object itself. */
    private final class ToTrials implements SchemaObjectVisitor<Integer> {
        private final DirectoryPath directory;

        private ToTrials(DirectoryPath directory) {
            this.directory = directory;
        }

        @Override
        public Integer enumType(EnumType type) {
            return add(types, type.address(directory), ddl.enums().create(directory, type));
        }

        @Override
        public Integer domain(DomainType domain) {
            Address address = domain.address(directory);
            List<String> unvalidated = domain.checks().stream()
                    .filter(c -> !c.validated())
                    .map(c -> ddl.domains().addCheck(directory, domain.name(), c))
                    .toList();
            unvalidated.forEach(sql -> add(links, address, sql));
            return unvalidated.size() + add(types, address, ddl.domains().create(directory, domain));
        }

        @Override
        public Integer composite(CompositeType type) {
            return add(types, type.address(directory), ddl.composites().create(directory, type));
        }

        @Override
        public Integer sequence(Sequence sequence) {
            Address address = sequence.address(directory);
            int statements = add(types, address, ddl.sequences().create(directory, sequence));
            return sequence.ownedBy().isEmpty()
                    ? statements
                    : statements + add(links, address, ddl.sequences().ownedBy(directory, sequence));
        }

        @Override
        public Integer table(Table table) {
            Address address = table.address(directory);
            int statements = add(tables, address, ddl.tables().create(directory, table));
            for (Constraint constraint : table.constraints()) {
                Address part = address.child(constraint.kind(), constraint.name());
                if (!TableDdl.isInline(table, constraint)) {
                    statements += add(links, part, ddl.constraints().add(directory, table.name(), constraint));
                }
                comment(part, constraint.comment());
            }
            for (Index index : table.indexes()) {
                statements += index(indexes, address, index);
            }
            table.columns().forEach(c -> comment(address.child(ObjectKind.COLUMN, c.name()), c.comment()));
            return statements;
        }

        @Override
        public Integer view(View view) {
            return addView(view, ddl.views().create(directory, view), view.query());
        }

        @Override
        public Integer materializedView(MaterializedView view) {
            int statements = addView(view, ddl.materializedViews().createEmpty(directory, view), view.query());
            for (Index index : view.indexes()) {
                statements += index(viewIndexes, view.address(directory), index);
            }
            return statements;
        }

        private int addView(SchemaObject view, String sql, String query) {
            views.add(new Trial(view.address(directory), sql, List.of(query)));
            return 1;
        }

        private int index(List<Trial> trials, Address relation, Index index) {
            Address part = relation.child(ObjectKind.INDEX, index.name());
            comment(part, index.comment());
            return add(trials, part, ddl.indexes().create(directory, relation.name(), index));
        }

        private int add(List<Trial> trials, Address address, String sql) {
            trials.add(new Trial(address, sql, List.of()));
            return 1;
        }
    }
}
