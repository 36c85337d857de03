package dev.plumb.plan.diff;

import dev.plumb.schema.Address;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import java.util.Optional;

/** The table that a foreign key refers to, as an address. */
final class ForeignKeyTarget {
    private ForeignKeyTarget() {}

    static Address of(ForeignKey key) {
        return Address.of(
                ObjectKind.TABLE,
                DirectoryPath.ofSchemaName(key.target().schema()),
                key.target().name());
    }

    static Optional<Address> of(Constraint constraint) {
        return constraint instanceof ForeignKey key ? Optional.of(of(key)) : Optional.empty();
    }
}
