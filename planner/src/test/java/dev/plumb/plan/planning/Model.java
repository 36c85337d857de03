package dev.plumb.plan.planning;

import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.Constraint.CheckConstraint;
import dev.plumb.schema.Constraint.Deferral;
import dev.plumb.schema.Constraint.ExclusionConstraint;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Constraint.Match;
import dev.plumb.schema.Constraint.PrimaryKey;
import dev.plumb.schema.Constraint.ReferentialAction;
import dev.plumb.schema.Constraint.UniqueConstraint;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.IfExists;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.QualifiedName;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.SequenceOptions;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.Table;
import dev.plumb.schema.View;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Short ways to write records of the model. */
final class Model {
    static final DirectoryPath LIBRARY = DirectoryPath.of("library");

    private Model() {}

    static Schema library(SchemaObject... objects) {
        return schema(directory(LIBRARY, objects));
    }

    static Schema schema(Directory... directories) {
        return new Schema(Arrays.asList(directories));
    }

    static Directory directory(DirectoryPath path, SchemaObject... objects) {
        return new Directory(path, Arrays.asList(objects), Optional.empty(), Declaration.NONE);
    }

    static Address table(String name) {
        return Address.of(ObjectKind.TABLE, LIBRARY, name);
    }

    static Address view(String name) {
        return Address.of(ObjectKind.VIEW, LIBRARY, name);
    }

    static Address materializedView(String name) {
        return Address.of(ObjectKind.MATERIALIZED_VIEW, LIBRARY, name);
    }

    static Address enumType(String name) {
        return Address.of(ObjectKind.ENUM, LIBRARY, name);
    }

    static Address column(String table, String column) {
        return table(table).child(ObjectKind.COLUMN, column);
    }

    static Address part(ObjectKind kind, String table, String part) {
        return table(table).child(kind, part);
    }

    static Column column(String name, String type, boolean notNull, ColumnValue value) {
        return new Column(name, type, notNull, Optional.empty(), value, Optional.empty(), Declaration.NONE);
    }

    static Column nullable(String name, String type) {
        return column(name, type, false, ColumnValue.NONE);
    }

    static Column required(String name, String type) {
        return column(name, type, true, ColumnValue.NONE);
    }

    static Column defaulted(String name, String type, String expression) {
        return column(name, type, true, new ColumnValue.Default(expression));
    }

    static Column identity(String name) {
        return column(name, "bigint", true, new ColumnValue.Identity(true, SequenceOptions.DEFAULT));
    }

    static Column generated(String name, String type, String expression) {
        return column(name, type, false, new ColumnValue.Generated(expression, true));
    }

    static Table table(String name, Column... columns) {
        return new Table(
                name,
                Arrays.asList(columns),
                List.of(),
                List.of(),
                false,
                StorageParameters.NONE,
                Optional.empty(),
                Declaration.NONE);
    }

    static PrimaryKey primaryKey(String name, String... columns) {
        return new PrimaryKey(
                name,
                Arrays.asList(columns),
                List.of(),
                Deferral.NOT_DEFERRABLE,
                StorageParameters.NONE,
                Optional.empty(),
                Declaration.NONE);
    }

    static UniqueConstraint unique(String name, String... columns) {
        return new UniqueConstraint(
                name,
                Arrays.asList(columns),
                List.of(),
                false,
                Deferral.NOT_DEFERRABLE,
                StorageParameters.NONE,
                Optional.empty(),
                Declaration.NONE);
    }

    static ForeignKey foreignKey(String name, String column, String target, String targetColumn) {
        return new ForeignKey(
                name,
                List.of(column),
                new QualifiedName(LIBRARY.schemaName(), target),
                List.of(targetColumn),
                Match.SIMPLE,
                ReferentialAction.NO_ACTION,
                ReferentialAction.NO_ACTION,
                Deferral.NOT_DEFERRABLE,
                true,
                Optional.empty(),
                Declaration.NONE);
    }

    static CheckConstraint check(String name, String expression) {
        return new CheckConstraint(name, expression, false, true, Optional.empty(), Declaration.NONE);
    }

    static ExclusionConstraint exclusion(String name, String element, String operator) {
        return new ExclusionConstraint(
                name,
                "gist",
                List.of(new ExclusionConstraint.Element(element, operator)),
                List.of(),
                Optional.empty(),
                Deferral.NOT_DEFERRABLE,
                StorageParameters.NONE,
                Optional.empty(),
                Declaration.NONE);
    }

    static Index index(String name, String... elements) {
        return new Index(
                name,
                "btree",
                false,
                Arrays.asList(elements),
                List.of(),
                false,
                StorageParameters.NONE,
                Optional.empty(),
                true,
                Optional.empty(),
                Declaration.NONE);
    }

    static EnumType enumType(String name, String... values) {
        return new EnumType(name, Arrays.asList(values), Optional.empty(), Declaration.NONE);
    }

    static DomainType domain(String name, String baseType, DomainType.DomainCheck... checks) {
        return new DomainType(
                name,
                baseType,
                Optional.empty(),
                false,
                Optional.empty(),
                Arrays.asList(checks),
                Optional.empty(),
                Declaration.NONE);
    }

    static CompositeType composite(String name, CompositeType.Attribute... attributes) {
        return new CompositeType(name, Arrays.asList(attributes), Optional.empty(), Declaration.NONE);
    }

    static CompositeType.Attribute attribute(String name, String type) {
        return new CompositeType.Attribute(name, type, Optional.empty(), List.of());
    }

    static Sequence sequence(String name) {
        return new Sequence(
                name, "bigint", SequenceOptions.DEFAULT, Optional.empty(), Optional.empty(), Declaration.NONE);
    }

    static View view(String name, String query) {
        return new View(name, List.of(), query, StorageParameters.NONE, Optional.empty(), Declaration.NONE);
    }

    static MaterializedView materializedView(String name, String query, Index... indexes) {
        return new MaterializedView(
                name,
                List.of(),
                query,
                Arrays.asList(indexes),
                StorageParameters.NONE,
                Optional.empty(),
                Declaration.NONE);
    }

    static StorageParameters parameters(String name, String value) {
        return new StorageParameters(Map.of(name, value));
    }

    static Declaration ifExists(IfExists rule) {
        return new Declaration(List.of(), rule, false);
    }

    static Declaration renamedFrom(String... names) {
        return new Declaration(Arrays.asList(names), IfExists.UPDATE, false);
    }
}
