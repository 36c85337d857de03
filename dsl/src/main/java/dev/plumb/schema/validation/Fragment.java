package dev.plumb.schema.validation;

import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.Computation;
import dev.plumb.schema.ComputedColumn;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Partitioning;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.Table;
import dev.plumb.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A piece of SQL in a spec.
 *
 * @param role what it is, {@code default}, {@code query}
 * @param query true for a whole query, false for what stands for one expression or type
 */
record Fragment(Address address, String role, String sql, boolean query) {
    static List<Fragment> of(Directory directory) {
        List<Fragment> fragments = new ArrayList<>();
        directory.objects().forEach(o -> object(fragments, directory, o));
        return fragments;
    }

    private static void object(List<Fragment> to, Directory directory, SchemaObject object) {
        Address at = object.address(directory.path());
        if (object instanceof Table table) {
            table.columns().forEach(c -> column(to, at.child(ObjectKind.COLUMN, c.name()), c));
            table.computed().forEach(c -> computed(to, at.child(ObjectKind.COLUMN, c.name()), c));
            table.constraints().forEach(c -> constraint(to, at.child(c.kind(), c.name()), c));
            indexes(to, at, table.indexes());
            partitioning(to, at, table.partitioning());
        } else if (object instanceof View view) {
            to.add(new Fragment(at, "query", view.query(), true));
        } else if (object instanceof MaterializedView view) {
            to.add(new Fragment(at, "query", view.query(), true));
            indexes(to, at, view.indexes());
        } else if (object instanceof DomainType domain) {
            domain(to, at, domain);
        } else if (object instanceof CompositeType composite) {
            for (CompositeType.Attribute attribute : composite.attributes()) {
                Address part = at.child(ObjectKind.COLUMN, attribute.name());
                expression(to, part, "type", attribute.type());
                expression(to, part, "collation", attribute.collation());
            }
        } else if (object instanceof Sequence || object instanceof EnumType) {
            return;
        }
    }

    private static void column(List<Fragment> to, Address at, Column column) {
        if (!column.type().isEmpty()) {
            // An empty type holds the place of a column that could not be read, which was a problem then.
            expression(to, at, "type", column.type());
        }
        expression(to, at, "collation", column.collation());
        if (column.value() instanceof ColumnValue.Default value) {
            expression(to, at, "default", value.expression());
        } else if (column.value() instanceof ColumnValue.Generated value) {
            expression(to, at, "generated expression", value.expression());
        }
    }

    private static void computed(List<Fragment> to, Address at, ComputedColumn column) {
        column(to, at, column.lowered());
        if (column.computation() instanceof Computation.SqlExpression computation) {
            expression(to, at, "sql", computation.sql());
        }
    }

    private static void constraint(List<Fragment> to, Address at, Constraint constraint) {
        if (constraint instanceof Constraint.CheckConstraint check) {
            expression(to, at, "condition", check.expression());
        } else if (constraint instanceof Constraint.ExclusionConstraint exclusion) {
            exclusion.elements().forEach(e -> {
                expression(to, at, "element", e.element());
                expression(to, at, "operator", e.operator());
            });
            expression(to, at, "predicate", exclusion.where());
        }
    }

    private static void indexes(List<Fragment> to, Address owner, List<Index> indexes) {
        for (Index index : indexes) {
            Address at = owner.child(ObjectKind.INDEX, index.name());
            index.elements().forEach(e -> expression(to, at, "element", e));
            expression(to, at, "predicate", index.where());
        }
    }

    private static void partitioning(List<Fragment> to, Address at, Partitioning partitioning) {
        partitioning.key().ifPresent(k -> k.elements().forEach(e -> expression(to, at, "partition key", e)));
        partitioning.of().ifPresent(p -> p.bounds().values().forEach(v -> expression(to, at, "bound", v)));
    }

    private static void domain(List<Fragment> to, Address at, DomainType domain) {
        expression(to, at, "base type", domain.baseType());
        expression(to, at, "collation", domain.collation());
        expression(to, at, "default", domain.defaultExpression());
        domain.checks().forEach(c -> expression(to, at, "condition", c.expression()));
    }

    private static void expression(List<Fragment> to, Address at, String role, String sql) {
        to.add(new Fragment(at, role, sql, false));
    }

    private static void expression(List<Fragment> to, Address at, String role, Optional<String> sql) {
        sql.ifPresent(s -> expression(to, at, role, s));
    }
}
