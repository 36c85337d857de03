package dev.plumb.schema.validation;

import static dev.plumb.schema.validation.Findings.describe;

import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.ExclusionConstraint;
import dev.plumb.schema.Constraint.PrimaryKey;
import dev.plumb.schema.Constraint.UniqueConstraint;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keys and indexes: the columns they name exist and are named once. */
final class KeyChecks {
    private final Findings problems;
    private final Address owner;
    private final List<String> columns;

    private KeyChecks(Findings problems, Address owner, List<String> columns) {
        this.problems = problems;
        this.owner = owner;
        this.columns = columns;
    }

    static void check(Findings problems, DirectoryPath directory, Table table) {
        List<String> columns = table.columns().stream().map(Column::name).toList();
        KeyChecks checks = new KeyChecks(problems, table.address(directory), columns);
        checks.onePrimaryKey(table);
        table.constraints(PrimaryKey.class).forEach(k -> checks.key(k, k.columns(), k.include()));
        table.constraints(UniqueConstraint.class).forEach(k -> checks.key(k, k.columns(), k.include()));
        table.constraints(ExclusionConstraint.class).forEach(checks::exclusion);
        table.indexes().forEach(checks::index);
    }

    /** The columns of a materialized view are known only when it lists them. */
    static void check(Findings problems, DirectoryPath directory, MaterializedView view) {
        KeyChecks checks = new KeyChecks(problems, view.address(directory), view.columns());
        view.indexes().forEach(checks::index);
    }

    private void onePrimaryKey(Table table) {
        table.constraints(PrimaryKey.class).skip(1).forEach(second -> {
            Address at = address(second);
            problems.add(
                    at,
                    describe(owner) + " has two primary keys, '"
                            + table.primaryKey().orElseThrow().name() + "' and '" + second.name() + "'",
                    "make one of them unique");
        });
    }

    private void key(Constraint key, List<String> keyColumns, List<String> include) {
        Address at = address(key);
        if (keyColumns.isEmpty()) {
            problems.add(at, describe(at) + " needs at least one column");
        }
        Set<String> seen = new HashSet<>();
        keyColumns.stream()
                .filter(c -> !seen.add(c))
                .forEach(c -> problems.add(at, describe(at) + " names the column '" + c + "' twice"));
        keyColumns.forEach(c -> exists(at, c));
        include.forEach(c -> exists(at, c));
    }

    private void exclusion(ExclusionConstraint exclusion) {
        Address at = address(exclusion);
        if (exclusion.elements().isEmpty()) {
            problems.add(at, describe(at) + " needs at least one element");
        }
        exclusion.elements().forEach(e -> IndexElements.column(e.element()).ifPresent(c -> exists(at, c)));
        exclusion.include().forEach(c -> exists(at, c));
    }

    private void index(Index index) {
        Address at = owner.child(ObjectKind.INDEX, index.name());
        if (index.elements().isEmpty()) {
            problems.add(at, describe(at) + " needs at least one column or expression");
        }
        index.elements().forEach(e -> IndexElements.column(e).ifPresent(c -> exists(at, c)));
        index.include().forEach(c -> exists(at, c));
    }

    private void exists(Address at, String column) {
        boolean unknowable = columns.isEmpty() && owner.kind() == ObjectKind.MATERIALIZED_VIEW;
        if (!unknowable && !columns.contains(column)) {
            problems.addUnknown(
                    at,
                    describe(at) + " names the column '" + column + "', which " + describe(owner) + " does not have",
                    column,
                    columns);
        }
    }

    private Address address(Constraint constraint) {
        return owner.child(constraint.kind(), constraint.name());
    }
}
