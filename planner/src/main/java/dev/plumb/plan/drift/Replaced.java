package dev.plumb.plan.drift;

import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Directory;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A schema in which one thing is another one, is new, or is gone. What is new comes last where there is an order.
 *
 * @param address of the thing
 * @param by what there is to be; absent: nothing
 */
public record Replaced(Address address, Optional<Thing<?>> by) {
    public Schema in(Schema schema) {
        return new Schema(schema.directories().stream()
                .map(d -> d.path().equals(address.directory()) ? in(d) : d)
                .toList());
    }

    private Directory in(Directory directory) {
        if (address.kind() == ObjectKind.DIRECTORY) {
            return by.map(t -> ((Directory) t.value()).withObjects(directory.objects()))
                    .orElse(directory);
        }
        if (!address.kind().isPart()) {
            return directory.withObjects(replaced(
                    directory.objects(), o -> o.address(directory.path()).equals(address), by.map(t ->
                            (SchemaObject) t.value())));
        }
        return directory.withObjects(directory.objects().stream()
                .map(o -> address.object().filter(o.name()::equals).isPresent() ? in(o) : o)
                .toList());
    }

    private SchemaObject in(SchemaObject object) {
        if (object instanceof Table table) {
            return part(table).withImpliedNotNull();
        }
        return object instanceof MaterializedView view && address.kind() == ObjectKind.INDEX
                ? view.withIndexes(indexes(view.indexes()))
                : object;
    }

    private Table part(Table table) {
        if (address.kind() == ObjectKind.COLUMN) {
            return table.withColumns(
                    replaced(table.columns(), c -> c.name().equals(address.name()), by.map(t -> (Column) t.value())));
        }
        if (address.kind() == ObjectKind.INDEX) {
            return table.withIndexes(indexes(table.indexes()));
        }
        return table.withConstraints(replaced(
                table.constraints(), c -> c.name().equals(address.name()), by.map(t -> (Constraint) t.value())));
    }

    private List<Index> indexes(List<Index> indexes) {
        return replaced(indexes, i -> i.name().equals(address.name()), by.map(t -> (Index) t.value()));
    }

    private static <T> List<T> replaced(List<T> all, Predicate<T> isIt, Optional<T> by) {
        List<T> replaced = new ArrayList<>();
        boolean found = false;
        for (T each : all) {
            boolean it = isIt.test(each);
            found |= it;
            if (!it) {
                replaced.add(each);
            } else {
                by.ifPresent(replaced::add);
            }
        }
        if (!found) {
            by.ifPresent(replaced::add);
        }
        return replaced;
    }
}
