package dev.plumb.cli;

import java.util.Locale;

/** How a result that is no plan is printed. */
enum ResultFormat {
    TEXT,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
