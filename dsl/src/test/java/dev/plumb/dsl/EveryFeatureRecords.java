package dev.plumb.dsl;

import static dev.plumb.schema.IfExists.UPDATE;

import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.Deferral;
import dev.plumb.schema.Constraint.ExclusionConstraint.Element;
import dev.plumb.schema.Constraint.Match;
import dev.plumb.schema.Constraint.ReferentialAction;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.IfExists;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.QualifiedName;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.SequenceOptions;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.Table;
import dev.plumb.schema.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The records that {@link EveryFeature} must give. */
final class EveryFeatureRecords {
    private static final QualifiedName USERS = new QualifiedName("accounts", "users");

    private EveryFeatureRecords() {}

    static Schema schema() {
        Table users = new Table(
                "users",
                List.of(new Column(
                        "id",
                        "bigint",
                        true,
                        Optional.empty(),
                        new ColumnValue.Default("nextval('accounts.users_id_seq'::regclass)"),
                        Optional.empty(),
                        Declaration.NONE)),
                List.of(primaryKey("users_pkey", "id")),
                List.of(),
                false,
                StorageParameters.NONE,
                Optional.empty(),
                Declaration.NONE);
        Sequence usersId = new Sequence(
                "users_id_seq",
                "bigint",
                SequenceOptions.DEFAULT,
                Optional.of(new Sequence.OwnedBy("users", "id")),
                Optional.empty(),
                Declaration.NONE);
        return new Schema(List.of(
                new Directory(
                        DirectoryPath.of("accounts"), List.of(users, usersId), Optional.empty(), Declaration.NONE),
                new Directory(
                        DirectoryPath.of("library", "raw"),
                        Stream.<SchemaObject>concat(
                                        Stream.of(
                                                status(),
                                                mood(),
                                                title(),
                                                pair(),
                                                plain(),
                                                seq(),
                                                documents(),
                                                titles(),
                                                others(),
                                                totals()),
                                        PartitionedRecords.events().stream())
                                .toList(),
                        Optional.of("Documents"),
                        new Declaration(List.of("old/raw"), IfExists.IGNORE, true))));
    }

    private static EnumType status() {
        return new EnumType("status", List.of("draft", "published"), Optional.empty(), Declaration.NONE);
    }

    private static EnumType mood() {
        return new EnumType(
                "mood", List.of("good"), Optional.of("A mood"), new Declaration(List.of("moods"), UPDATE, false));
    }

    private static DomainType title() {
        return new DomainType(
                "title",
                "text",
                Optional.of("\"C\""),
                true,
                Optional.of("''"),
                List.of(
                        new DomainType.DomainCheck("title_check", "value <> ''", true),
                        new DomainType.DomainCheck("title_short", "length(value) < 9", true)),
                Optional.of("A title"),
                Declaration.NONE);
    }

    private static CompositeType pair() {
        return new CompositeType(
                "pair",
                List.of(
                        new CompositeType.Attribute("x", "int", Optional.empty(), List.of()),
                        new CompositeType.Attribute("y", "text", Optional.of("\"C\""), List.of("z"))),
                Optional.empty(),
                new Declaration(List.of(), UPDATE, true));
    }

    private static Sequence plain() {
        return new Sequence(
                "plain", "bigint", SequenceOptions.DEFAULT, Optional.empty(), Optional.empty(), Declaration.NONE);
    }

    private static Sequence seq() {
        return new Sequence(
                "seq",
                "integer",
                new SequenceOptions(
                        Optional.of(10L), Optional.of(2L), Optional.of(5L), Optional.of(99L), Optional.of(3L), true),
                Optional.of(new Sequence.OwnedBy("documents", "id")),
                Optional.of("A sequence"),
                Declaration.NONE);
    }

    private static Table documents() {
        return new Table(
                "documents",
                columns(),
                constraints(),
                List.of(
                        new Index(
                                "documents_title_idx",
                                "btree",
                                false,
                                List.of("title desc nulls last", "lower(title)"),
                                List.of(),
                                false,
                                StorageParameters.NONE,
                                Optional.empty(),
                                true,
                                Optional.empty(),
                                Declaration.NONE),
                        new Index(
                                "documents_size_lower_up_idx",
                                "gist",
                                true,
                                List.of("size", "lower(low)"),
                                List.of("up"),
                                true,
                                fillfactor(50),
                                Optional.of("size > 3"),
                                true,
                                Optional.of("An index"),
                                new Declaration(List.of(), IfExists.ERROR, false))),
                true,
                fillfactor(70),
                Optional.of("One row per document"),
                new Declaration(List.of("papers", "docs"), IfExists.REPLACE, false));
    }

    private static List<Column> columns() {
        SequenceOptions fromSeven = new SequenceOptions(
                Optional.of(7L), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
        return List.of(
                column("id", "bigint", true, new ColumnValue.Identity(true, SequenceOptions.DEFAULT))
                        .withComment(Optional.of("The key")),
                column("no", "int", true, new ColumnValue.Identity(false, fromSeven)),
                column("title", "text", true, new ColumnValue.Default("'x'")),
                column("owner", "bigint", true, ColumnValue.NONE),
                column("size", "int", false, new ColumnValue.Default("0"))
                        .withDeclaration(new Declaration(List.of("bytes"), UPDATE, true)),
                column("low", "text", false, new ColumnValue.Generated("lower(title)", true))
                        .withCollation(Optional.of("\"C\"")),
                column("up", "text", false, new ColumnValue.Generated("upper(title)", false)));
    }

    private static List<Constraint> constraints() {
        return List.of(
                primaryKey("documents_pkey", "no"),
                unique("documents_title_key", "title"),
                foreignKey(),
                check("documents_owner_check", "owner > 0"),
                unique("documents_size_key", "size"),
                unique("documents_low_key", "low", "size"),
                new Constraint.UniqueConstraint(
                        "documents_up_low_key",
                        List.of("up"),
                        List.of("low"),
                        true,
                        Deferral.INITIALLY_IMMEDIATE,
                        fillfactor(80),
                        Optional.empty(),
                        Declaration.NONE),
                check("sized", "size > 1"),
                new Constraint.CheckConstraint(
                        "odd", "size % 2 = 1", true, false, Optional.of("Odd"), Declaration.NONE),
                new Constraint.ForeignKey(
                        "documents_owner_fkey1",
                        List.of("owner"),
                        USERS,
                        List.of(),
                        Match.FULL,
                        new ReferentialAction(ReferentialAction.Kind.CASCADE, List.of()),
                        new ReferentialAction(ReferentialAction.Kind.SET_NULL, List.of("owner")),
                        Deferral.INITIALLY_DEFERRED,
                        false,
                        Optional.empty(),
                        new Declaration(List.of("old_fk"), UPDATE, false)),
                new Constraint.ExclusionConstraint(
                        "apart",
                        "spgist",
                        List.of(new Element("size", "="), new Element("(id + 1)", "<>")),
                        List.of("low"),
                        Optional.of("size > 0"),
                        Deferral.NOT_DEFERRABLE,
                        fillfactor(60),
                        Optional.empty(),
                        Declaration.NONE));
    }

    private static View titles() {
        return new View(
                "titles",
                List.of(),
                "select title from documents",
                StorageParameters.NONE,
                Optional.empty(),
                Declaration.NONE);
    }

    private static View others() {
        return new View(
                "others",
                List.of("one"),
                "select 1",
                new StorageParameters(Map.of("security_invoker", "true")),
                Optional.of("Others"),
                Declaration.NONE);
    }

    private static MaterializedView totals() {
        Index named = new Index(
                "totals_n",
                "btree",
                false,
                List.of("n"),
                List.of(),
                false,
                StorageParameters.NONE,
                Optional.empty(),
                true,
                Optional.empty(),
                Declaration.NONE);
        return new MaterializedView(
                "totals",
                List.of("n"),
                "select 1 as n",
                List.of(named, named.withName("totals_n_idx").withUnique(true)),
                fillfactor(90),
                Optional.empty(),
                new Declaration(List.of(), UPDATE, true));
    }

    private static Column column(String name, String type, boolean notNull, ColumnValue value) {
        return new Column(name, type, notNull, Optional.empty(), value, Optional.empty(), Declaration.NONE);
    }

    private static Constraint primaryKey(String name, String column) {
        return new Constraint.PrimaryKey(
                name,
                List.of(column),
                List.of(),
                Deferral.NOT_DEFERRABLE,
                StorageParameters.NONE,
                Optional.empty(),
                Declaration.NONE);
    }

    private static Constraint unique(String name, String... columns) {
        return new Constraint.UniqueConstraint(
                name,
                List.of(columns),
                List.of(),
                false,
                Deferral.NOT_DEFERRABLE,
                StorageParameters.NONE,
                Optional.empty(),
                Declaration.NONE);
    }

    private static Constraint check(String name, String expression) {
        return new Constraint.CheckConstraint(name, expression, false, true, Optional.empty(), Declaration.NONE);
    }

    private static Constraint foreignKey() {
        return new Constraint.ForeignKey(
                "documents_owner_fkey",
                List.of("owner"),
                USERS,
                List.of("id"),
                Match.SIMPLE,
                ReferentialAction.NO_ACTION,
                ReferentialAction.NO_ACTION,
                Deferral.NOT_DEFERRABLE,
                true,
                Optional.empty(),
                Declaration.NONE);
    }

    private static StorageParameters fillfactor(int percent) {
        return new StorageParameters(Map.of("fillfactor", String.valueOf(percent)));
    }
}
