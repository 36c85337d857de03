package dev.plumb.plan.planning;

import static dev.plumb.plan.fixture.Model.check;
import static dev.plumb.plan.fixture.Model.column;
import static dev.plumb.plan.fixture.Model.columnAt;
import static dev.plumb.plan.fixture.Model.exclusion;
import static dev.plumb.plan.fixture.Model.foreignKey;
import static dev.plumb.plan.fixture.Model.index;
import static dev.plumb.plan.fixture.Model.library;
import static dev.plumb.plan.fixture.Model.nullable;
import static dev.plumb.plan.fixture.Model.parameters;
import static dev.plumb.plan.fixture.Model.partAt;
import static dev.plumb.plan.fixture.Model.primaryKey;
import static dev.plumb.plan.fixture.Model.required;
import static dev.plumb.plan.fixture.Model.table;
import static dev.plumb.plan.fixture.Model.tableAt;
import static dev.plumb.plan.fixture.Model.unique;

import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.CheckConstraint;
import dev.plumb.schema.Constraint.Deferral;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Constraint.ReferentialAction;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Index;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.Table;
import java.util.List;
import java.util.Optional;

/** Everything that can happen to constraints and indexes of tables with rows, unless the name says that they are empty. */
final class ConstraintScenarios {
    private static final Constraint KEY = primaryKey("p_pkey", "id");
    private static final ForeignKey REFERENCE = foreignKey("c_p_fkey", "p", "p", "id");

    private ConstraintScenarios() {}

    static List<Scenario> all() {
        return List.of(
                constraints("check added", List.of(), List.of(check("c_check", "(a > 0)"))),
                Scenario.of(
                        "check added to an empty table", Requests.from(child(), child(check("c_check", "(a > 0)")))),
                constraints(
                        "check changed", List.of(check("c_check", "(a > 0)")), List.of(check("c_check", "(a > 1)"))),
                constraints("check dropped", List.of(check("c_check", "(a > 0)")), List.of()),
                constraints(
                        "check validated",
                        List.of(notValid(check("c_check", "(a > 0)"))),
                        List.of(check("c_check", "(a > 0)"))),
                constraints("foreign key added", List.of(), List.of(REFERENCE)),
                Scenario.of("foreign key between empty tables added", Requests.from(child(), child(REFERENCE))),
                constraints("foreign key made deferrable", List.of(REFERENCE), List.of(deferrable())),
                constraints("foreign key made to cascade", List.of(REFERENCE), List.of(cascading())),
                constraints("foreign key dropped", List.of(REFERENCE), List.of()),
                constraints("unique constraint added", List.of(), List.of(unique("c_a_key", "a"))),
                Scenario.of(
                        "unique constraint on an empty table added",
                        Requests.from(child(), child(unique("c_a_key", "a")))),
                constraints(
                        "unique constraint changed",
                        List.of(unique("c_a_key", "a")),
                        List.of(unique("c_a_key", "a", "b"))),
                constraints("unique constraint dropped", List.of(unique("c_a_key", "a")), List.of()),
                constraints("exclusion constraint added", List.of(), List.of(exclusion("c_excl", "r", "&&"))),
                constraints(
                        "exclusion constraint changed",
                        List.of(exclusion("c_excl", "r", "&&")),
                        List.of(exclusion("c_excl", "s", "&&"))),
                Scenario.of(
                        "primary key on a column that allows nulls added",
                        Requests.from(
                                        library(table("t", nullable("id", "bigint"))),
                                        library(table("t", required("id", "bigint"))
                                                .withConstraints(List.of(primaryKey("t_pkey", "id")))))
                                .rows(tableAt("t"))),
                Scenario.of("primary key changed under a foreign key", changedKey()),
                Scenario.of("primary key under another name", renamedKey()),
                indexes("index added", List.of(), List.of(index("c_a_idx", "a"))),
                Scenario.of("index of an empty table added", Requests.from(indexed(), indexed(index("c_a_idx", "a")))),
                indexes("index changed", List.of(index("c_a_idx", "a")), List.of(index("c_a_idx", "a DESC", "b"))),
                Scenario.of(
                        "index of an empty table changed",
                        Requests.from(indexed(index("c_a_idx", "a")), indexed(index("c_a_idx", "b")))),
                indexes("index dropped", List.of(index("c_a_idx", "a")), List.of()),
                indexes(
                        "unique index added",
                        List.of(),
                        List.of(index("c_a_idx", "lower(a)", "b DESC").withUnique(true))),
                indexes("unique index dropped", List.of(index("c_a_idx", "a").withUnique(true)), List.of()),
                indexes("storage of an index changed", List.of(index("c_a_idx", "a")), List.of(filled())),
                indexes("invalid index rebuilt", List.of(invalid()), List.of(index("c_a_idx", "a"))),
                Scenario.of("column with its index and check dropped", droppedColumn()));
    }

    private static Scenario constraints(String name, List<Constraint> from, List<Constraint> to) {
        return Scenario.of(
                name,
                Requests.from(child(from.toArray(new Constraint[0])), child(to.toArray(new Constraint[0])))
                        .allRows());
    }

    private static Schema child(Constraint... constraints) {
        return library(
                table("p", required("id", "bigint")).withConstraints(List.of(KEY)),
                table(
                                "c",
                                nullable("p", "bigint"),
                                nullable("a", "integer"),
                                nullable("b", "integer"),
                                nullable("r", "int4range"),
                                nullable("s", "int4range"))
                        .withConstraints(List.of(constraints)));
    }

    private static Scenario indexes(String name, List<Index> from, List<Index> to) {
        return Scenario.of(
                name,
                Requests.from(indexed(from.toArray(new Index[0])), indexed(to.toArray(new Index[0])))
                        .allRows());
    }

    private static Schema indexed(Index... indexes) {
        return library(
                table("c", nullable("a", "text"), nullable("b", "integer")).withIndexes(List.of(indexes)));
    }

    private static CheckConstraint notValid(CheckConstraint check) {
        return new CheckConstraint(
                check.name(), check.expression(), check.noInherit(), false, check.comment(), check.declaration());
    }

    private static ForeignKey deferrable() {
        return reference(ReferentialAction.NO_ACTION, Deferral.INITIALLY_DEFERRED);
    }

    private static ForeignKey cascading() {
        return reference(new ReferentialAction(ReferentialAction.Kind.CASCADE, List.of()), Deferral.NOT_DEFERRABLE);
    }

    private static ForeignKey reference(ReferentialAction onDelete, Deferral deferral) {
        return new ForeignKey(
                REFERENCE.name(),
                REFERENCE.columns(),
                REFERENCE.target(),
                REFERENCE.targetColumns(),
                REFERENCE.match(),
                REFERENCE.onUpdate(),
                onDelete,
                deferral,
                true,
                Optional.empty(),
                Declaration.NONE);
    }

    private static Index filled() {
        Index index = index("c_a_idx", "a");
        return new Index(
                index.name(),
                index.method(),
                false,
                index.elements(),
                List.of(),
                false,
                parameters("fillfactor", "70"),
                Optional.empty(),
                true,
                Optional.empty(),
                Declaration.NONE);
    }

    private static Index invalid() {
        return new Index(
                "c_a_idx",
                "btree",
                false,
                List.of("a"),
                List.of(),
                false,
                StorageParameters.NONE,
                Optional.empty(),
                false,
                Optional.empty(),
                Declaration.NONE);
    }

    /** The referencing key rests on a unique constraint that stays and on a primary key that changes. */
    private static Requests changedKey() {
        Table parent = table("p", required("id", "bigint"), required("version", "bigint"));
        Table child = table("c", nullable("p", "bigint")).withConstraints(List.of(REFERENCE));
        Constraint unique = unique("p_id_key", "id");
        return Requests.from(
                        library(parent.withConstraints(List.of(primaryKey("p_pkey", "id"), unique)), child),
                        library(parent.withConstraints(List.of(primaryKey("p_pkey", "id", "version"), unique)), child))
                .allRows();
    }

    private static Requests renamedKey() {
        Table parent = table("p", required("id", "bigint"));
        return Requests.from(
                        library(parent.withConstraints(List.of(primaryKey("p_pkey", "id")))),
                        library(parent.withConstraints(List.of(primaryKey("p_key", "id")))))
                .allRows();
    }

    private static Requests droppedColumn() {
        Table live = table("c", nullable("a", "text"), column("b", "integer", false, ColumnValue.NONE))
                .withConstraints(List.of(check("c_check", "(b > 0)")))
                .withIndexes(List.of(index("c_b_idx", "b")));
        return Requests.from(library(live), library(table("c", nullable("a", "text"))))
                .allRows()
                .liveDependency(partAt(ObjectKind.CHECK, "c", "c_check"), columnAt("c", "b"))
                .liveDependency(partAt(ObjectKind.INDEX, "c", "c_b_idx"), columnAt("c", "b"));
    }
}
