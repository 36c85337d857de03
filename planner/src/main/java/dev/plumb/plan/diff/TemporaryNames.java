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

    /** PostgreSQL would cut the name silently; a hash of the whole keeps two long names apart. */
    private static String of(String prefix, String name) {
        String whole = prefix + name;
        if (whole.getBytes(StandardCharsets.UTF_8).length <= SqlNames.MAX_BYTES) {
            return whole;
        }
        String hash = "_" + String.format("%08x", name.hashCode());
        StringBuilder cut = new StringBuilder(prefix);
        int bytes = prefix.length() + HASH_LENGTH;
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            String character = Character.toString(name.codePointAt(i));
            bytes += character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > SqlNames.MAX_BYTES) {
                break;
            }
            cut.append(character);
        }
        return cut + hash;
    }
}
