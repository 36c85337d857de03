package dev.plumb.runtime.canonical;

import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import java.util.List;

/**
 * A statement to be tried.
 *
 * @param address what it is about
 * @param home the directory that unqualified names mean
 * @param sql physical
 * @param fragments the texts of the spec that are in {@code sql}, logical
 * @param parts what to try instead when the whole fails, so that each broken part is found; empty when there are none
 */
record Trial(Address address, DirectoryPath home, String sql, List<String> fragments, List<Trial> parts) {
    Trial {
        fragments = List.copyOf(fragments);
        parts = List.copyOf(parts);
    }

    Trial(Address address, String sql, List<String> fragments) {
        this(address, address.directory(), sql, fragments, List.of());
    }
}
