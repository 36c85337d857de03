package dev.plumb.cli;

import dev.plumb.plan.render.JsonDocuments;
import java.util.Locale;
import java.util.function.Supplier;

/** How a result that is no plan is printed. */
enum ResultFormat {
    TEXT,
    JSON;

    /**
     * The result as it is asked for.
     *
     * @param text for people, made only when it is wanted
     */
    String render(Record document, Supplier<String> text) {
        return this == JSON ? JsonDocuments.write(document) : text.get();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
