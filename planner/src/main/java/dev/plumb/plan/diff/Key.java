package dev.plumb.plan.diff;

import dev.plumb.plan.ddl.ConstraintDdl;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.Deferral;
import dev.plumb.schema.Constraint.PrimaryKey;
import dev.plumb.schema.Constraint.UniqueConstraint;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Index;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.sql.SqlNames;
import java.util.List;
import java.util.Optional;

/** What primary keys and unique constraints have in common: a unique index behind them. */
sealed interface Key {
    Constraint constraint();

    List<String> columns();

    List<String> include();

    boolean nullsNotDistinct();

    Deferral deferral();

    StorageParameters storageParameters();

    String addUsingIndex(ConstraintDdl ddl, DirectoryPath directory, String table, String index);

    /** The same under another name. */
    Key named(String name);

    String replaceUsingIndex(ConstraintDdl ddl, DirectoryPath directory, String table, String index);

    /** The index behind it, under a name of its own. */
    default Index index(String name) {
        return new Index(
                name,
                "btree",
                true,
                columns().stream().map(SqlNames::quote).toList(),
                include(),
                nullsNotDistinct(),
                storageParameters(),
                Optional.empty(),
                true,
                Optional.empty(),
                Declaration.NONE);
    }

    /** {@code primary key}. */
    record Primary(PrimaryKey constraint) implements Key {
        @Override
        public List<String> columns() {
            return constraint.columns();
        }

        @Override
        public List<String> include() {
            return constraint.include();
        }

        @Override
        public boolean nullsNotDistinct() {
            return false;
        }

        @Override
        public Deferral deferral() {
            return constraint.deferral();
        }

        @Override
        public StorageParameters storageParameters() {
            return constraint.storageParameters();
        }

        @Override
        public String addUsingIndex(ConstraintDdl ddl, DirectoryPath directory, String table, String index) {
            return ddl.addUsingIndex(directory, table, constraint, index);
        }

        @Override
        public Key named(String name) {
            return new Primary(constraint.withName(name));
        }

        @Override
        public String replaceUsingIndex(ConstraintDdl ddl, DirectoryPath directory, String table, String index) {
            return ddl.replaceUsingIndex(directory, table, constraint, index);
        }
    }

    /** {@code unique}. */
    record Unique(UniqueConstraint constraint) implements Key {
        @Override
        public List<String> columns() {
            return constraint.columns();
        }

        @Override
        public List<String> include() {
            return constraint.include();
        }

        @Override
        public boolean nullsNotDistinct() {
            return constraint.nullsNotDistinct();
        }

        @Override
        public Deferral deferral() {
            return constraint.deferral();
        }

        @Override
        public StorageParameters storageParameters() {
            return constraint.storageParameters();
        }

        @Override
        public String addUsingIndex(ConstraintDdl ddl, DirectoryPath directory, String table, String index) {
            return ddl.addUsingIndex(directory, table, constraint, index);
        }

        @Override
        public Key named(String name) {
            return new Unique(constraint.withName(name));
        }

        @Override
        public String replaceUsingIndex(ConstraintDdl ddl, DirectoryPath directory, String table, String index) {
            return ddl.replaceUsingIndex(directory, table, constraint, index);
        }
    }
}
