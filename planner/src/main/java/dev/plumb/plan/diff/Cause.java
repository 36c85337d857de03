package dev.plumb.plan.diff;

import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;

/**
 * Something that a thing depends on in the live state is disturbed.
 *
 * @param referenced the disturbed thing
 */
public record Cause(Address referenced, Disturbance how) {
    boolean isReplacedType() {
        return how == Disturbance.REPLACED && isType();
    }

    boolean isType() {
        return switch (referenced.kind()) {
            case ENUM, DOMAIN, COMPOSITE -> true;
            case DIRECTORY,
                    SEQUENCE,
                    TABLE,
                    VIEW,
                    MATERIALIZED_VIEW,
                    COLUMN,
                    PRIMARY_KEY,
                    UNIQUE,
                    FOREIGN_KEY,
                    CHECK,
                    EXCLUSION,
                    INDEX,
                    OTHER -> false;
        };
    }

    /** True for what a foreign key, or a view that groups by it, can rest on. */
    boolean isKey() {
        return referenced.kind() == ObjectKind.PRIMARY_KEY
                || referenced.kind() == ObjectKind.UNIQUE
                || referenced.kind() == ObjectKind.INDEX;
    }

    boolean isColumn() {
        return referenced.kind() == ObjectKind.COLUMN;
    }
}
