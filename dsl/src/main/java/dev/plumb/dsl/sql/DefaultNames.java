package dev.plumb.dsl.sql;

import dev.plumb.schema.sql.SqlNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names that PostgreSQL gives to constraints, indexes and sequences that have none: the same rules, so that what was once
 * created without names is found again. One instance serves one directory; every name that it gives out is taken from then on.
 *
 * <p>Not safe for several threads.
 */
public final class DefaultNames {
    private final Set<String> taken;

    public DefaultNames() {
        this(Set.of());
    }

    /** @param taken names that are in use already, the explicit ones above all */
    public DefaultNames(Collection<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** {@code documents_pkey}. */
    public String primaryKey(String table) {
        return choose(table, "", "pkey");
    }

    /**
     * {@code documents_owner_id_title_key}.
     *
     * @param columns the key's columns, then those it includes
     */
    public String unique(String table, List<String> columns) {
        return choose(table, joined(columns), "key");
    }

    /** {@code documents_owner_id_fkey}. */
    public String foreignKey(String table, List<String> columns) {
        return choose(table, joined(columns), "fkey");
    }

    /**
     * {@code documents_title_check} for a condition on one column, {@code documents_check} for every other.
     *
     * @param table the table or domain
     */
    public String check(String table, List<String> columns) {
        return choose(table, columns.size() == 1 ? columns.get(0) : "", "check");
    }

    /**
     * {@code bookings_room_during_excl}.
     *
     * @param elements SQL of each element, then the columns it includes
     */
    public String exclusion(String table, List<String> elements) {
        return choose(table, joined(KeyNames.of(elements)), "excl");
    }

    /**
     * {@code documents_lower_idx}.
     *
     * @param elements SQL of each key, then the columns it includes
     */
    public String index(String table, List<String> elements) {
        return choose(table, joined(KeyNames.of(elements)), "idx");
    }

    /** {@code documents_id_seq}. */
    public String sequence(String table, String column) {
        return choose(table, column, "seq");
    }

    private String choose(String table, String detail, String label) {
        String name = combined(table, detail, label);
        for (int number = 1; !taken.add(name); number++) {
            name = combined(table, detail, label + number);
        }
        return name;
    }

    /** Joined by underscores; the server stops reading names once they fill an identifier. */
    private static String joined(List<String> names) {
        StringBuilder joined = new StringBuilder();
        for (String name : names) {
            joined.append(joined.length() == 0 ? "" : "_").append(name);
            if (bytes(joined.toString()) > SqlNames.MAX_BYTES) {
                break;
            }
        }
        return joined.toString();
    }

    /** Cuts the longer of both names, byte by byte, until all fits; then no character is left in half. */
    private static String combined(String table, String detail, String label) {
        int available = SqlNames.MAX_BYTES - label.length() - 1 - (detail.isEmpty() ? 0 : 1);
        int tableBytes = bytes(table);
        int detailBytes = bytes(detail);
        while (tableBytes + detailBytes > available) {
            if (tableBytes > detailBytes) {
                tableBytes--;
            } else {
                detailBytes--;
            }
        }
        List<String> parts = new ArrayList<>(List.of(prefix(table, tableBytes)));
        if (!detail.isEmpty()) {
            parts.add(prefix(detail, detailBytes));
        }
        parts.add(label);
        return String.join("_", parts);
    }

    private static String prefix(String text, int maxBytes) {
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            used += bytes(text.substring(end, next));
            if (used > maxBytes) {
                break;
            }
            end = next;
        }
        return text.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
