package dev.plumb.plan.diff;

import dev.plumb.schema.sql.SqlNames;
import java.nio.charset.StandardCharsets;

/** Names that exist only while a plan runs. The same for the same thing, so that a plan made again finds what was left. */
final class TemporaryNames {
    private static final int HASH_LENGTH = 9;

    private TemporaryNames() {}

    /** The check that stands in for {@code not null} while existing rows are looked at. */
    static String notNullCheck(String column) {
        return of("plumb_not_null_", column);
    }

    /** The new version of an index until the old one is gone. */
    static String newIndex(String index) {
        return of("plumb_new_", index);
    }

    /** The old version of a type until nothing uses it. */
    static String oldType(String type) {
        return of("plumb_old_", type);
    }

    /** Of what is built on one partition ahead of the partitioned table: it stays, as a part of what that table gets. */
    static String onPartition(String name, String partition, String definition) {
        return of(name + "_", partition + String.format("_%08x", definition.hashCode()));
    }

    /** PostgreSQL would cut the name silently; a hash of the whole keeps two long names apart. */
    private static String of(String prefix, String name) {
        String whole = prefix + name;
        if (whole.getBytes(StandardCharsets.UTF_8).length <= SqlNames.MAX_BYTES) {
            return whole;
        }
        String hash = "_" + String.format("%08x", whole.hashCode());
        StringBuilder cut = new StringBuilder();
        int bytes = HASH_LENGTH;
        for (int i = 0; i < whole.length(); i += Character.charCount(whole.codePointAt(i))) {
            String character = Character.toString(whole.codePointAt(i));
            bytes += character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > SqlNames.MAX_BYTES) {
                break;
            }
            cut.append(character);
        }
        return cut + hash;
    }
}
