package dev.plumb.schema;

import java.util.List;
import java.util.Optional;

/** A named rule of a table. A constraint always has a name; readers give the one that PostgreSQL would choose. */
public sealed interface Constraint {
    String name();

    Optional<String> comment();

    Declaration declaration();

    ObjectKind kind();

    Constraint withName(String name);

    Constraint withDeclaration(Declaration declaration);

    <R> R accept(ConstraintVisitor<R> visitor);

    /** When a constraint is checked. */
    enum Deferral {
        NOT_DEFERRABLE,
        INITIALLY_IMMEDIATE,
        INITIALLY_DEFERRED
    }

    /** How a foreign key with several columns treats nulls; PostgreSQL has no {@code match partial}. */
    enum Match {
        SIMPLE,
        FULL
    }

    /**
     * What a foreign key does to the referencing row.
     *
     * @param columns only for {@code set null} and {@code set default} of a delete (PostgreSQL 15); empty means all
     */
    record ReferentialAction(Kind kind, List<String> columns) {
        public static final ReferentialAction NO_ACTION = new ReferentialAction(Kind.NO_ACTION, List.of());

        public ReferentialAction {
            columns = List.copyOf(columns);
        }

        /** The verbs of the standard. */
        public enum Kind {
            NO_ACTION,
            RESTRICT,
            CASCADE,
            SET_NULL,
            SET_DEFAULT
        }
    }

    /**
     * @param include further columns carried by the index
     * @param storageParameters of the index behind it
     */
    record PrimaryKey(
            String name,
            List<String> columns,
            List<String> include,
            Deferral deferral,
            StorageParameters storageParameters,
            Optional<String> comment,
            Declaration declaration)
            implements Constraint {
        public PrimaryKey {
            columns = List.copyOf(columns);
            include = List.copyOf(include);
        }

        @Override
        public ObjectKind kind() {
            return ObjectKind.PRIMARY_KEY;
        }

        @Override
        public <R> R accept(ConstraintVisitor<R> visitor) {
            return visitor.primaryKey(this);
        }

        @Override
        public PrimaryKey withName(String name) {
            return new PrimaryKey(name, columns, include, deferral, storageParameters, comment, declaration);
        }

        @Override
        public PrimaryKey withDeclaration(Declaration declaration) {
            return new PrimaryKey(name, columns, include, deferral, storageParameters, comment, declaration);
        }
    }

    /**
     * @param include further columns carried by the index
     * @param nullsNotDistinct two nulls count as equal (PostgreSQL 15)
     * @param storageParameters of the index behind it
     */
    record UniqueConstraint(
            String name,
            List<String> columns,
            List<String> include,
            boolean nullsNotDistinct,
            Deferral deferral,
            StorageParameters storageParameters,
            Optional<String> comment,
            Declaration declaration)
            implements Constraint {
        public UniqueConstraint {
            columns = List.copyOf(columns);
            include = List.copyOf(include);
        }

        @Override
        public ObjectKind kind() {
            return ObjectKind.UNIQUE;
        }

        @Override
        public <R> R accept(ConstraintVisitor<R> visitor) {
            return visitor.unique(this);
        }

        @Override
        public UniqueConstraint withName(String name) {
            return new UniqueConstraint(
                    name, columns, include, nullsNotDistinct, deferral, storageParameters, comment, declaration);
        }

        @Override
        public UniqueConstraint withDeclaration(Declaration declaration) {
            return new UniqueConstraint(
                    name, columns, include, nullsNotDistinct, deferral, storageParameters, comment, declaration);
        }
    }

    /**
     * @param target the referenced table
     * @param targetColumns as many as {@code columns}; empty in a spec that means the primary key, never in canonical form
     * @param validated false for {@code not valid}
     */
    record ForeignKey(
            String name,
            List<String> columns,
            QualifiedName target,
            List<String> targetColumns,
            Match match,
            ReferentialAction onUpdate,
            ReferentialAction onDelete,
            Deferral deferral,
            boolean validated,
            Optional<String> comment,
            Declaration declaration)
            implements Constraint {
        public ForeignKey {
            columns = List.copyOf(columns);
            targetColumns = List.copyOf(targetColumns);
        }

        @Override
        public ObjectKind kind() {
            return ObjectKind.FOREIGN_KEY;
        }

        @Override
        public <R> R accept(ConstraintVisitor<R> visitor) {
            return visitor.foreignKey(this);
        }

        public ForeignKey withTargetColumns(List<String> targetColumns) {
            return new ForeignKey(
                    name,
                    columns,
                    target,
                    targetColumns,
                    match,
                    onUpdate,
                    onDelete,
                    deferral,
                    validated,
                    comment,
                    declaration);
        }

        @Override
        public ForeignKey withName(String name) {
            return new ForeignKey(
                    name,
                    columns,
                    target,
                    targetColumns,
                    match,
                    onUpdate,
                    onDelete,
                    deferral,
                    validated,
                    comment,
                    declaration);
        }

        @Override
        public ForeignKey withDeclaration(Declaration declaration) {
            return new ForeignKey(
                    name,
                    columns,
                    target,
                    targetColumns,
                    match,
                    onUpdate,
                    onDelete,
                    deferral,
                    validated,
                    comment,
                    declaration);
        }
    }

    /**
     * @param expression SQL without the outer {@code check (…)}
     * @param validated false for {@code not valid}
     */
    record CheckConstraint(
            String name,
            String expression,
            boolean noInherit,
            boolean validated,
            Optional<String> comment,
            Declaration declaration)
            implements Constraint {
        @Override
        public ObjectKind kind() {
            return ObjectKind.CHECK;
        }

        @Override
        public <R> R accept(ConstraintVisitor<R> visitor) {
            return visitor.check(this);
        }

        public CheckConstraint withExpression(String expression) {
            return new CheckConstraint(name, expression, noInherit, validated, comment, declaration);
        }

        @Override
        public CheckConstraint withName(String name) {
            return new CheckConstraint(name, expression, noInherit, validated, comment, declaration);
        }

        @Override
        public CheckConstraint withDeclaration(Declaration declaration) {
            return new CheckConstraint(name, expression, noInherit, validated, comment, declaration);
        }
    }

    /**
     * @param method access method, {@code gist} unless said otherwise
     * @param elements what is compared and how
     * @param where SQL of the predicate
     */
    record ExclusionConstraint(
            String name,
            String method,
            List<Element> elements,
            List<String> include,
            Optional<String> where,
            Deferral deferral,
            StorageParameters storageParameters,
            Optional<String> comment,
            Declaration declaration)
            implements Constraint {
        public ExclusionConstraint {
            elements = List.copyOf(elements);
            include = List.copyOf(include);
        }

        /**
         * @param element SQL of an index element: a column or an expression, with what follows it
         * @param operator {@code =}, {@code &&}, {@code operator(pg_catalog.=)}
         */
        public record Element(String element, String operator) {}

        @Override
        public ObjectKind kind() {
            return ObjectKind.EXCLUSION;
        }

        @Override
        public <R> R accept(ConstraintVisitor<R> visitor) {
            return visitor.exclusion(this);
        }

        @Override
        public ExclusionConstraint withName(String name) {
            return new ExclusionConstraint(
                    name, method, elements, include, where, deferral, storageParameters, comment, declaration);
        }

        @Override
        public ExclusionConstraint withDeclaration(Declaration declaration) {
            return new ExclusionConstraint(
                    name, method, elements, include, where, deferral, storageParameters, comment, declaration);
        }
    }
}
