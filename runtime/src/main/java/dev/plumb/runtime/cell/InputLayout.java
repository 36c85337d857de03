package dev.plumb.runtime.cell;

import dev.plumb.plan.computed.Input;
import dev.plumb.plugin.ValueType;
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
    /** Of the answer: key, guard and failed come before the inputs. */
    private static final int FIRST_INPUT = 4;

    private final List<String> columns;
    private final List<Slot> slots;

    /**
     * A layout.
     *
     * @param inputs that the server gives, in its order
     */
    InputLayout(List<Input> inputs, List<FunctionCell> cells) {
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
                .mapToInt(slot -> FIRST_INPUT + columns.indexOf(slot.column()))
                .toArray();
        List<InputRow> read = new ArrayList<>();
        while (rows.next()) {
            @Nullable Object[] values = new @Nullable Object[indexes.length];
            for (int i = 0; i < indexes.length; i++) {
                values[i] = value(rows, indexes[i], slots.get(i).type());
            }
            Set<String> failed = Set.of((String[]) rows.getArray(3).getArray());
            read.add(new InputRow(rows.getString(1), rows.getString(2), failed, Arrays.asList(values)));
        }
        return read;
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
