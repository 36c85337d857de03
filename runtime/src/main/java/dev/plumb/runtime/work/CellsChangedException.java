package dev.plumb.runtime.work;

/** The table's cells have been defined anew since its notes were claimed. */
final class CellsChangedException extends Exception {
    private static final long serialVersionUID = 1L;

    CellsChangedException(String table) {
        super("the computed columns of " + table + " were defined anew meanwhile");
    }
}
