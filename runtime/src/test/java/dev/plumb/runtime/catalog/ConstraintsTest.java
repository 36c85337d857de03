package dev.plumb.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumb.plan.UncoveredObject;
import dev.plumb.schema.Constraint.CheckConstraint;
import dev.plumb.schema.Constraint.Deferral;
import dev.plumb.schema.Constraint.ExclusionConstraint;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Constraint.Match;
import dev.plumb.schema.Constraint.ReferentialAction;
import dev.plumb.schema.Constraint.UniqueConstraint;
import dev.plumb.schema.QualifiedName;
import dev.plumb.schema.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintsTest {
    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void keysCarryTheirColumnsInOrderTheirIncludesAndTheirDeferral(int major) {
        Table table = Library.on(major, """
                        create table t (a int, b int, c int, d int,
                            constraint pk primary key (b, a) include (d) with (fillfactor = 80) deferrable,
                            constraint u unique (c, a) deferrable initially deferred);
                        comment on constraint pk on t is 'the key';
                        """).table("t");

        assertThat(table.primaryKey().orElseThrow()).satisfies(key -> {
            assertThat(key.name()).isEqualTo("pk");
            assertThat(key.columns()).containsExactly("b", "a");
            assertThat(key.include()).containsExactly("d");
            assertThat(key.deferral()).isEqualTo(Deferral.INITIALLY_IMMEDIATE);
            assertThat(key.storageParameters().values()).isEqualTo(Map.of("fillfactor", "80"));
            assertThat(key.comment()).contains("the key");
        });
        assertThat(table.constraints(UniqueConstraint.class))
                .extracting(UniqueConstraint::columns, UniqueConstraint::deferral, UniqueConstraint::nullsNotDistinct)
                .containsExactly(tuple(List.of("c", "a"), Deferral.INITIALLY_DEFERRED, false));
        assertThat(table.indexes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void nullsNotDistinctAndPartialSetNullAreRead(int major) {
        Table table = Library.on(major, """
                        create table u (a int, b int, unique nulls not distinct (a, b));
                        create table t (a int, b int, foreign key (a, b) references u (a, b) on delete set null (b));
                        """).table("t");

        assertThat(table.constraints(ForeignKey.class))
                .extracting(ForeignKey::onDelete)
                .containsExactly(new ReferentialAction(ReferentialAction.Kind.SET_NULL, List.of("b")));
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void foreignKeysCarryTheirTargetActionsMatchDeferralAndValidity(int major) {
        Table table = Library.on(
                        major,
                        """
                        create table dev_library__raw."Users" ("Id" int, part int, primary key ("Id", part));
                        create table reports.plain (id int primary key);
                        create table t (a int, b int, c int,
                            constraint f1 foreign key (b, a) references dev_library__raw."Users" (part, "Id")
                                match full on update cascade on delete set default deferrable initially deferred,
                            constraint f3 foreign key (c) references t (c) on delete restrict on update set null);
                        """.replace("c int,\n    constraint f1", "c int unique,\n    constraint f1")
                                + "alter table t add constraint f2 foreign key (c) references reports.plain not valid;")
                .table("t");

        assertThat(table.constraints(ForeignKey.class))
                .extracting(
                        ForeignKey::name,
                        ForeignKey::columns,
                        ForeignKey::target,
                        ForeignKey::targetColumns,
                        ForeignKey::match,
                        k -> k.onUpdate().kind(),
                        k -> k.onDelete().kind(),
                        ForeignKey::deferral,
                        ForeignKey::validated)
                .containsExactly(
                        tuple(
                                "f1",
                                List.of("b", "a"),
                                new QualifiedName("library__raw", "Users"),
                                List.of("part", "Id"),
                                Match.FULL,
                                ReferentialAction.Kind.CASCADE,
                                ReferentialAction.Kind.SET_DEFAULT,
                                Deferral.INITIALLY_DEFERRED,
                                true),
                        tuple(
                                "f2",
                                List.of("c"),
                                new QualifiedName("reports", "plain"),
                                List.of("id"),
                                Match.SIMPLE,
                                ReferentialAction.Kind.NO_ACTION,
                                ReferentialAction.Kind.NO_ACTION,
                                Deferral.NOT_DEFERRABLE,
                                false),
                        tuple(
                                "f3",
                                List.of("c"),
                                new QualifiedName("library", "t"),
                                List.of("c"),
                                Match.SIMPLE,
                                ReferentialAction.Kind.SET_NULL,
                                ReferentialAction.Kind.RESTRICT,
                                Deferral.NOT_DEFERRABLE,
                                true));
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void checksAreExpressionsWithoutTheirWrapper(int major) {
        Table table = Library.on(major, """
                        create function fine(int) returns bool immutable language sql as 'select true';
                        create table t (a int, b text, constraint c1 check (a > 0) no inherit, constraint c2 check (fine(a)));
                        alter table t add constraint c3 check (b in ('x', 'dev_library.y')) not valid;
                        """).table("t");

        assertThat(table.constraints(CheckConstraint.class))
                .extracting(
                        CheckConstraint::name,
                        CheckConstraint::expression,
                        CheckConstraint::noInherit,
                        CheckConstraint::validated)
                .containsExactly(
                        tuple("c1", "(a > 0)", true, true),
                        tuple("c2", "library.fine(a)", false, true),
                        tuple("c3", "(b = ANY (ARRAY['x'::text, 'dev_library.y'::text]))", false, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void anExclusionConstraintIsNotAnIndex(int major) {
        Table table = Library.on(major, """
                        create table t (room int, during tsrange, b box, name text,
                            constraint x1 exclude using gist (during with &&, b with ~=) where (room > 0) deferrable,
                            constraint x2 exclude using btree (lower(name) collate "C" text_pattern_ops with =, room with =)
                                include (b) with (fillfactor = 50));
                        """).table("t");

        assertThat(table.indexes()).isEmpty();
        List<ExclusionConstraint> exclusions =
                table.constraints(ExclusionConstraint.class).toList();
        assertThat(exclusions.get(0)).satisfies(x -> {
            assertThat(x.method()).isEqualTo("gist");
            assertThat(x.elements())
                    .containsExactly(
                            new ExclusionConstraint.Element("during", "&&"),
                            new ExclusionConstraint.Element("b", "~="));
            assertThat(x.where()).contains("(room > 0)");
            assertThat(x.deferral()).isEqualTo(Deferral.INITIALLY_IMMEDIATE);
        });
        assertThat(exclusions.get(1)).satisfies(x -> {
            assertThat(x.elements())
                    .containsExactly(
                            new ExclusionConstraint.Element("lower(name) COLLATE \"C\" text_pattern_ops", "="),
                            new ExclusionConstraint.Element("room", "="));
            assertThat(x.include()).containsExactly("b");
            assertThat(x.storageParameters().values()).isEqualTo(Map.of("fillfactor", "50"));
        });
    }

    @Test
    void temporalKeysAndConstraintsThatAreNotEnforcedAreUncovered() {
        Library library = Library.onLatest("""
                create table t (id int4range, during tsrange, a int, constraint never check (a > 0) not enforced,
                    constraint tk primary key (id, during without overlaps));
                """);

        assertThat(library.table("t").constraints()).isEmpty();
        assertThat(library.table("t").indexes()).isEmpty();
        assertThat(library.read().uncovered())
                .extracting(UncoveredObject::kind, u -> u.address().toString())
                .containsExactly(
                        tuple("constraint that is not enforced", "library/t.never"),
                        tuple("temporal key", "library/t.tk"));
    }
}
