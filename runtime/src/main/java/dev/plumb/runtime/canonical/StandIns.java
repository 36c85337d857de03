package dev.plumb.runtime.canonical;

import dev.plumb.plan.ddl.Ddl;
import dev.plumb.schema.Address;
import dev.plumb.schema.CompositeType;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What creates the stand-ins of a schema as written, in an order that usually works; what fails is tried again anyway. */
final class StandIns {
    private final Ddl ddl;
    private final List<Trial> plainTypes = new ArrayList<>();
    private final List<Trial> otherTypes = new ArrayList<>();
    private final List<Trial> tables = new ArrayList<>();
    private final List<Trial> views = new ArrayList<>();
    private final List<Trial> indexes = new ArrayList<>();

    private StandIns(Ddl ddl) {
        this.ddl = ddl;
    }

    /** @param ddl for the names of the stand-ins */
    static List<Trial> trials(Ddl ddl, Schema schema) {
        StandIns standIns = new StandIns(ddl);
        for (Directory directory : schema.directories()) {
            ToTrials visitor = standIns.new ToTrials(directory.path());
            directory.objects().forEach(o -> o.accept(visitor));
        }
        return Stream.of(
                        standIns.plainTypes,
                        standIns.otherTypes,
                        standIns.tables,
                        ViewOrder.of(standIns.views),
                        standIns.indexes)
                .flatMap(List::stream)
                .toList();
    }

    /** Sorts the trials of each object in; gives back how many there are. */
    private final class ToTrials implements SchemaObjectVisitor<Integer> {
        private final DirectoryPath directory;

        private ToTrials(DirectoryPath directory) {
            this.directory = directory;
        }

        @Override
        public Integer enumType(EnumType type) {
            return add(plainTypes, type, ddl.enums().create(directory, type), List.of());
        }

        @Override
        public Integer sequence(Sequence sequence) {
            return add(plainTypes, sequence, ddl.sequences().create(directory, sequence), List.of());
        }

        @Override
        public Integer domain(DomainType domain) {
            otherTypes.add(new StandInDomain(ddl, directory, domain).trial());
            return 1;
        }

        @Override
        public Integer composite(CompositeType type) {
            return add(otherTypes, type, ddl.composites().create(directory, type), Fragments.of(type));
        }

        @Override
        public Integer table(Table table) {
            List<Trial> trials = new StandInTable(ddl, directory, table).trials();
            trials.forEach(t -> (t.address().kind() == ObjectKind.TABLE ? tables : indexes).add(t));
            return trials.size();
        }

        @Override
        public Integer view(View view) {
            return add(views, view, ddl.views().create(directory, view), List.of(view.query()));
        }

        @Override
        public Integer materializedView(MaterializedView view) {
            for (Index index : view.indexes()) {
                Address part = view.address(directory).child(ObjectKind.INDEX, index.name());
                indexes.add(new Trial(part, ddl.indexes().create(directory, view.name(), index), Fragments.of(index)));
            }
            String sql = ddl.materializedViews().createEmpty(directory, view);
            return view.indexes().size() + add(views, view, sql, List.of(view.query()));
        }

        private int add(List<Trial> trials, SchemaObject object, String sql, List<String> fragments) {
            trials.add(new Trial(object.address(directory), sql, fragments));
            return 1;
        }
    }
}
