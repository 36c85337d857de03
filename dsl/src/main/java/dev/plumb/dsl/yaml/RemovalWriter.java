package dev.plumb.dsl.yaml;

import dev.plumb.schema.Address;
import dev.plumb.schema.Removal;

/** Writes an item of {@code removed} for people to complete. */
public final class RemovalWriter {
    private RemovalWriter() {}

    /** {@code {column: orders.note, action: purge, reason: …}}. */
    public static String write(Address address, Removal.Action action, String reason) {
        return "{" + Removal.Kind.of(address.kind()).orElseThrow().word() + ": "
                + YamlQuoting.text(Removal.text(address), true) + ", action: " + action.word() + ", reason: "
                + YamlQuoting.text(reason, true) + "}";
    }
}
