package dev.plumb.dsl.sql;

import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.SequenceOptions;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what follows the type of a column, in any order, each at most once. */
final class ColumnTail {
    /** The words that may begin something after a type. */
    private static final List<String> STARTS = List.of(
            "not null",
            "null",
            "default",
            "collate",
            "unique",
            "primary key",
            "references",
            "check",
            "generated",
            "constraint");

    private final SqlCursor cursor;
    private final ColumnConstraints reader;
    private final List<Constraint> constraints = new ArrayList<>();
    private Optional<Boolean> notNull = Optional.empty();
    private Optional<String> collation = Optional.empty();
    private ColumnValue value = ColumnValue.NONE;

    ColumnTail(SqlCursor cursor, ColumnConstraints reader) {
        this.cursor = cursor;
        this.reader = reader;
    }

    /** True for a word that begins something after the type, and so is not a type itself. */
    static boolean begins(String word) {
        return STARTS.stream().anyMatch(s -> s.split(" ")[0].equals(word));
    }

    void read() {
        while (!cursor.atEnd()) {
            element();
        }
    }

    ParsedColumn column(String name, String type) {
        return new ParsedColumn(column(name, type, notNull.orElse(false), value), constraints, Optional.empty());
    }

    /** The column behind {@code serial} with the sequence that fills it. */
    ParsedColumn serial(String integer, DirectoryPath directory, String table, String column, DefaultNames names) {
        if (!value.equals(ColumnValue.NONE) || !notNull.orElse(true)) {
            throw new ColumnTextException(
                    0,
                    "a serial column is 'not null' and has its own default",
                    Optional.of("write '" + integer + "' as the type"));
        }
        Sequence sequence = new Sequence(
                names.sequence(table, column),
                integer,
                SequenceOptions.DEFAULT,
                Optional.of(new Sequence.OwnedBy(table, column)),
                Optional.empty(),
                Declaration.NONE);
        String literal = SqlNames.literal(SqlNames.qualified(directory.schemaName(), sequence.name()));
        ColumnValue next = new ColumnValue.Default("nextval(" + literal.stripLeading() + "::regclass)");
        return new ParsedColumn(column(column, integer, true, next), constraints, Optional.of(sequence));
    }

    private Column column(String name, String type, boolean required, ColumnValue columnValue) {
        return new Column(name, type, required, collation, columnValue, Optional.empty(), Declaration.NONE);
    }

    /** Reads one thing that may follow a type. */
    void element() {
        switch (cursor.word()) {
            case "not", "null" -> nullability();
            case "default" -> defaultValue();
            case "collate" -> collation();
            case "generated" -> generated();
            case "unique", "primary", "references", "check", "constraint" -> constraints.add(reader.read());
            case "deferrable", "initially" ->
                throw cursor.unexpected(
                        "a unique, primary key or references constraint before 'deferrable' and 'initially'");
            default -> throw cursor.unexpectedWord(STARTS);
        }
    }

    private void nullability() {
        boolean required = cursor.word().equals("not");
        if (notNull.isPresent()) {
            throw cursor.unexpected("'null' or 'not null' only once");
        }
        if (required) {
            cursor.skip();
        }
        cursor.expect("null");
        notNull = Optional.of(required);
    }

    private void defaultValue() {
        requireNoValue();
        cursor.skip();
        value = new ColumnValue.Default(DefaultExpression.read(cursor));
    }

    private void collation() {
        if (collation.isPresent()) {
            throw cursor.unexpected("'collate' only once");
        }
        cursor.skip();
        int start = cursor.position();
        do {
            cursor.name("a collation");
        } while (cursor.acceptSymbol("."));
        collation = Optional.of(cursor.textSince(start));
    }

    private void generated() {
        requireNoValue();
        cursor.skip();
        boolean always = cursor.accept("always");
        if (!always) {
            cursor.expect("by", "default");
        }
        cursor.expect("as");
        if (cursor.accept("identity")) {
            value = new ColumnValue.Identity(always, IdentityOptions.read(cursor));
            return;
        }
        if (!always) {
            throw cursor.unexpected("'identity'");
        }
        String expression = cursor.parenthesised("an expression");
        boolean stored = cursor.accept("stored");
        if (!stored && !cursor.accept("virtual")) {
            throw cursor.unexpected("'stored' or 'virtual'");
        }
        value = new ColumnValue.Generated(expression, stored);
    }

    private void requireNoValue() {
        if (!value.equals(ColumnValue.NONE)) {
            throw cursor.unexpected("only one of 'default' and 'generated'");
        }
    }
}
