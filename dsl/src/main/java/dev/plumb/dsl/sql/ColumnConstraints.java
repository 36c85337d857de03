package dev.plumb.dsl.sql;

import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.CheckConstraint;
import dev.plumb.schema.Constraint.Deferral;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Constraint.Match;
import dev.plumb.schema.Constraint.PrimaryKey;
import dev.plumb.schema.Constraint.ReferentialAction;
import dev.plumb.schema.Constraint.UniqueConstraint;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.QualifiedName;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.sql.SqlToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the constraints that stand behind a column. */
final class ColumnConstraints {
    private static final List<String> ACTIONS = List.of("no action", "restrict", "cascade", "set null", "set default");

    private final SqlCursor cursor;
    private final DirectoryPath directory;
    private final String table;
    private final List<String> column;
    private final DefaultNames names;

    ColumnConstraints(SqlCursor cursor, DirectoryPath directory, String table, String column, DefaultNames names) {
        this.cursor = cursor;
        this.directory = directory;
        this.table = table;
        this.column = List.of(column);
        this.names = names;
    }

    Constraint read() {
        Optional<String> name =
                cursor.accept("constraint") ? Optional.of(cursor.name("the constraint's name")) : Optional.empty();
        if (cursor.accept("unique")) {
            return unique(name);
        }
        if (cursor.accept("primary")) {
            return primaryKey(name);
        }
        if (cursor.accept("references")) {
            return foreignKey(name);
        }
        if (cursor.accept("check")) {
            return check(name);
        }
        throw cursor.fail(
                "expected unique, primary key, references or check after the constraint's name",
                Optional.of("leave the name out: only these constraints keep one"));
    }

    private Constraint unique(Optional<String> name) {
        boolean nullsNotDistinct = cursor.accept("nulls", "not", "distinct");
        if (!nullsNotDistinct && cursor.accept("nulls")) {
            cursor.expect("distinct");
        }
        StorageParameters storage = storageParameters();
        return new UniqueConstraint(
                name.orElseGet(() -> names.unique(table, column)),
                column,
                List.of(),
                nullsNotDistinct,
                deferral(),
                storage,
                Optional.empty(),
                Declaration.NONE);
    }

    private Constraint primaryKey(Optional<String> name) {
        cursor.expect("key");
        StorageParameters storage = storageParameters();
        return new PrimaryKey(
                name.orElseGet(() -> names.primaryKey(table)),
                column,
                List.of(),
                deferral(),
                storage,
                Optional.empty(),
                Declaration.NONE);
    }

    private Constraint check(Optional<String> name) {
        String expression = cursor.parenthesised("a condition");
        return new CheckConstraint(
                name.orElseGet(() -> names.check(table, column)),
                expression,
                cursor.accept("no", "inherit"),
                true,
                Optional.empty(),
                Declaration.NONE);
    }

    private Constraint foreignKey(Optional<String> name) {
        QualifiedName target = cursor.qualifiedName(directory.schemaName(), "a table");
        List<String> targetColumns = List.of();
        if (cursor.peek().filter(t -> t.isSymbol("(")).isPresent()) {
            targetColumns = cursor.names("a column of the table");
        }
        Match match = match();
        Optional<ReferentialAction> onUpdate = Optional.empty();
        Optional<ReferentialAction> onDelete = Optional.empty();
        while (cursor.accept("on")) {
            if (onDelete.isEmpty() && cursor.accept("delete")) {
                onDelete = Optional.of(action(true));
            } else if (onUpdate.isEmpty() && cursor.accept("update")) {
                onUpdate = Optional.of(action(false));
            } else {
                throw cursor.unexpected("'delete' or 'update', each once");
            }
        }
        return new ForeignKey(
                name.orElseGet(() -> names.foreignKey(table, column)),
                column,
                target,
                targetColumns,
                match,
                onUpdate.orElse(ReferentialAction.NO_ACTION),
                onDelete.orElse(ReferentialAction.NO_ACTION),
                deferral(),
                true,
                Optional.empty(),
                Declaration.NONE);
    }

    private Match match() {
        if (!cursor.accept("match") || cursor.accept("simple")) {
            return Match.SIMPLE;
        }
        if (cursor.accept("full")) {
            return Match.FULL;
        }
        throw cursor.unexpected("'full' or 'simple'");
    }

    private ReferentialAction action(boolean columnsAllowed) {
        for (String action : ACTIONS) {
            if (cursor.accept(action.split(" "))) {
                ReferentialAction.Kind kind = ReferentialAction.Kind.valueOf(
                        action.toUpperCase(java.util.Locale.ROOT).replace(' ', '_'));
                boolean columns = columnsAllowed
                        && action.startsWith("set ")
                        && cursor.peek().filter(t -> t.isSymbol("(")).isPresent();
                return new ReferentialAction(kind, columns ? cursor.names("a column") : List.of());
            }
        }
        throw cursor.unexpectedWord(ACTIONS);
    }

    private Deferral deferral() {
        Optional<Boolean> deferrable = Optional.empty();
        Optional<Boolean> deferred = Optional.empty();
        while (true) {
            if (deferrable.isEmpty() && cursor.accept("deferrable")) {
                deferrable = Optional.of(true);
            } else if (deferrable.isEmpty() && cursor.accept("not", "deferrable")) {
                deferrable = Optional.of(false);
            } else if (deferred.isEmpty() && cursor.accept("initially", "deferred")) {
                deferred = Optional.of(true);
            } else if (deferred.isEmpty() && cursor.accept("initially", "immediate")) {
                deferred = Optional.of(false);
            } else {
                break;
            }
        }
        if (deferred.orElse(false)) {
            if (!deferrable.orElse(true)) {
                throw cursor.fail("a constraint that is 'initially deferred' must be 'deferrable'", Optional.empty());
            }
            return Deferral.INITIALLY_DEFERRED;
        }
        return deferrable.orElse(false) ? Deferral.INITIALLY_IMMEDIATE : Deferral.NOT_DEFERRABLE;
    }

    /** {@code with (fillfactor = 70)}. */
    private StorageParameters storageParameters() {
        if (!cursor.accept("with")) {
            return StorageParameters.NONE;
        }
        cursor.expectSymbol("(");
        Map<String, String> values = new TreeMap<>();
        do {
            String parameter = cursor.name("a storage parameter");
            cursor.expectSymbol("=");
            SqlToken value = cursor.peek().orElseThrow(() -> cursor.unexpected("a value"));
            cursor.skip();
            values.put(parameter, value.kind() == SqlToken.Kind.STRING ? value.value() : value.text());
        } while (cursor.acceptSymbol(","));
        cursor.expectSymbol(")");
        return new StorageParameters(values);
    }
}
