package dev.plumb.runtime.cell;

import dev.plumb.plan.computed.Input;
import dev.plumb.plugin.ValueType;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which columns are read, and in which type of functions: a column that two functions want in different types is there twice. */
final class InputLayout {
    private final int keyColumns;
    private final List<String> columns;
    private final List<Slot> slots;

    /**
     * A layout.
     *
     * @param keyColumns come first, then the stripe, the version and the inputs that have an error
     * @param inputs that the server gives after them, in its order
     */
    InputLayout(int keyColumns, List<Input> inputs, List<FunctionCell> cells) {
        this.keyColumns = keyColumns;
        this.columns = inputs.stream().map(Input::name).toList();
        Set<Slot> wanted = new LinkedHashSet<>();
        cells.forEach(cell -> wanted.addAll(cell.slots()));
        this.slots = List.copyOf(wanted);
    }

    /** Where a column is in this type. */
    int place(Slot slot) {
        return slots.indexOf(slot);
    }

    List<InputRow> read(ResultSet rows) throws SQLException {
        int[] indexes = slots.stream()
                .mapToInt(slot -> keyColumns + 4 + columns.indexOf(slot.column()))
                .toArray();
        List<InputRow> read = new ArrayList<>();
        while (rows.next()) {
            @Nullable Object[] values = new @Nullable Object[indexes.length];
            for (int i = 0; i < indexes.length; i++) {
                values[i] = value(rows, indexes[i], slots.get(i).type());
            }
            read.add(new InputRow(
                    key(rows),
                    rows.getInt(keyColumns + 1),
                    rows.getString(keyColumns + 2),
                    failed(rows),
                    Arrays.asList(values)));
        }
        return read;
    }

    private List<String> key(ResultSet rows) throws SQLException {
        if (keyColumns == 1) {
            return List.of(rows.getString(1));
        }
        String[] key = new String[keyColumns];
        for (int i = 0; i < keyColumns; i++) {
            key[i] = rows.getString(i + 1);
        }
        return List.of(key);
    }

    private Set<String> failed(ResultSet rows) throws SQLException {
        Array failed = rows.getArray(keyColumns + 3);
        return failed == null ? Set.of() : Set.of((String[]) failed.getArray());
    }

    private static @Nullable Object value(ResultSet rows, int index, ValueType type) throws SQLException {
        try {
            return ColumnValues.read(rows, index, type);
        } catch (UnsuitableValueException e) {
            return e;
        }
    }

    /** A column in one of the types of functions. */
    record Slot(String column, ValueType type) {}
}
