package dev.plumb.runtime.copy;

import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Index;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Table;
import dev.plumb.schema.sql.SqlNames;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import dev.plumb.source.Suggestions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which columns are masked, and whether that can be. */
final class Masks {
    private final Map<Address, ColumnMask> masks = new HashMap<>();
    private final Map<Address, TextForm> forms = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<CopiedTable> tables;

    private Masks(List<CopiedTable> tables) {
        this.tables = tables;
    }

    /**
     * Finds the columns.
     *
     * @param connection to the source
     * @throws SpecException with every mask that is of no column, or cannot be used there
     */
    static Masks of(Connection connection, List<CopiedTable> tables, List<ColumnMasking> wishes) throws SQLException {
        Masks masks = new Masks(tables);
        for (ColumnMasking wish : wishes) {
            masks.add(connection, wish);
        }
        if (!masks.problems.isEmpty()) {
            throw new SpecException(masks.problems);
        }
        return masks;
    }

    private void add(Connection connection, ColumnMasking wish) throws SQLException {
        Set<String> known = new TreeSet<>();
        for (CopiedTable table : tables) {
            for (Column column : table.source().columns()) {
                Address address = table.address().child(ObjectKind.COLUMN, column.name());
                known.add(address.toString());
                if (address.toString().equals(wish.address())) {
                    add(connection, wish, table, column);
                    return;
                }
            }
        }
        report(
                wish,
                "there is no column " + wish.address() + " to mask",
                Suggestions.nearest(wish.address(), known)
                        .map(n -> "did you mean '" + n + "'?")
                        .orElse("correct the address, or take the mask away"));
    }

    private void add(Connection connection, ColumnMasking wish, CopiedTable table, Column column) throws SQLException {
        Address address = table.address().child(ObjectKind.COLUMN, column.name());
        if (column.value() instanceof ColumnValue.Generated || !table.columns().contains(column.name())) {
            report(
                    wish,
                    address + " is computed from other columns and never copied",
                    "mask what it is computed from instead");
            return;
        }
        Optional<String> link = link(table, column.name());
        if (link.isPresent()) {
            report(wish, address + " is " + link.get() + ", which a mask would break", "mask another column");
            return;
        }
        TextForm form = TextForm.of(connection, table.from(), column.name());
        boolean notNull = column.notNull()
                || table.target().column(column.name()).map(Column::notNull).orElse(false);
        MaskedColumn masked = new MaskedColumn(form, notNull, isUnique(table, column.name()));
        Optional<String> objection = wish.mask().objection(masked);
        if (objection.isPresent()) {
            report(wish, "the mask of " + address + " " + objection.get(), "choose another mask");
            return;
        }
        masks.put(address, wish.mask());
        forms.put(address, form);
    }

    private void report(ColumnMasking wish, String message, String remedy) {
        problems.add(new Problem(Optional.of(wish.location()), message, Optional.of(remedy)));
    }

    /** What holds the column and rows elsewhere together. */
    private Optional<String> link(CopiedTable table, String column) {
        if (table.foreignKeys().stream().anyMatch(f -> f.columns().contains(column))) {
            return Optional.of("part of a foreign key");
        }
        for (CopiedTable other : tables) {
            for (ForeignKey key : other.foreignKeys()) {
                if (key.target().schema().equals(table.address().directory().schemaName())
                        && key.target().name().equals(table.source().name())
                        && key.targetColumns().contains(column)) {
                    return Optional.of("what a foreign key of " + other.address() + " refers to");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isUnique(CopiedTable table, String column) {
        return List.of(table.source(), table.target()).stream()
                .anyMatch(t -> uniqueColumns(t).contains(column)
                        || uniqueTexts(t).stream().anyMatch(text -> text.contains(column)));
    }

    private static Set<String> uniqueColumns(Table table) {
        Set<String> columns = new HashSet<>();
        table.primaryKey().ifPresent(k -> columns.addAll(k.columns()));
        table.constraints(Constraint.UniqueConstraint.class).forEach(u -> columns.addAll(u.columns()));
        return columns;
    }

    /** A column that is named anywhere in a unique index or an exclusion counts as unique: rather once too often. */
    private static List<String> uniqueTexts(Table table) {
        List<String> texts = new ArrayList<>();
        table.indexes().stream()
                .filter(Index::unique)
                .forEach(i -> texts.add(i.elements().toString()));
        table.constraints(Constraint.ExclusionConstraint.class)
                .forEach(e -> texts.add(e.elements().toString()));
        return texts;
    }

    /** SQL of the columns that are copied, of the row {@code t}. */
    List<String> values(CopiedTable table, long seed) {
        return table.columns().stream()
                .map(column ->
                        value(table.address().child(ObjectKind.COLUMN, column), "t." + SqlNames.quote(column), seed))
                .toList();
    }

    private String value(Address column, String value, long seed) {
        ColumnMask mask = masks.get(column);
        TextForm form = forms.get(column);
        return mask == null || form == null ? value : mask.sql(value, form, seed);
    }
}
