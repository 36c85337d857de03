package dev.plumb.runtime.cell;

import java.util.List;

/** What functions need of some rows. */
public final class InputRows {
    private final List<InputRow> rows;

    InputRows(List<InputRow> rows) {
        this.rows = List.copyOf(rows);
    }

    List<InputRow> rows() {
        return rows;
    }

    public int size() {
        return rows.size();
    }
}
