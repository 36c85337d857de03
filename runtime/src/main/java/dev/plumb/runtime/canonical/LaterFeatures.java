package dev.plumb.runtime.canonical;

import dev.plumb.schema.Address;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Constraint.UniqueConstraint;
import dev.plumb.schema.Directory;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Table;
import dev.plumb.source.Problem;
import java.util.ArrayList;
import java.util.List;

/** Finds what needs a newer server and what stand-ins would let pass. */
final class LaterFeatures {
    private final int major;
    private final Diagnosis diagnosis;
    private final List<Problem> problems = new ArrayList<>();

    private LaterFeatures(int major, Diagnosis diagnosis) {
        this.major = major;
        this.diagnosis = diagnosis;
    }

    /** @param major version of the server */
    static List<Problem> in(Schema schema, int major, Diagnosis diagnosis) {
        LaterFeatures features = new LaterFeatures(major, diagnosis);
        for (Directory directory : schema.directories()) {
            directory.objects(Table.class).forEach(t -> features.table(t.address(directory.path()), t));
            directory
                    .objects(MaterializedView.class)
                    .forEach(v -> features.indexes(v.address(directory.path()), v.indexes()));
        }
        return features.problems;
    }

    private void table(Address address, Table table) {
        table.columns().stream()
                .filter(c -> c.value() instanceof ColumnValue.Generated generated && !generated.stored())
                .forEach(c -> needs(18, "a virtual generated column", address.child(ObjectKind.COLUMN, c.name())));
        table.constraints(UniqueConstraint.class)
                .filter(UniqueConstraint::nullsNotDistinct)
                .forEach(u -> needs(15, "nulls not distinct", address.child(u.kind(), u.name())));
        table.constraints(ForeignKey.class)
                .filter(k -> !k.onDelete().columns().isEmpty())
                .forEach(k -> needs(15, "a list of columns for on delete", address.child(k.kind(), k.name())));
        indexes(address, table.indexes());
    }

    private void indexes(Address relation, List<Index> indexes) {
        indexes.stream()
                .filter(Index::nullsNotDistinct)
                .forEach(i -> needs(15, "nulls not distinct", relation.child(ObjectKind.INDEX, i.name())));
    }

    private void needs(int version, String feature, Address address) {
        if (major < version) {
            problems.add(diagnosis.problem(
                    address, feature + " needs PostgreSQL " + version + "; this server is PostgreSQL " + major));
        }
    }
}
