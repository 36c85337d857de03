package dev.plumb.plan.computed;

import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.sql.SqlNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What the plumbing of a table is called. Whatever has such a name is Plumb's own. */
public final class PlumbingNames {
    /** Of functions, and of columns that are not part of the model. */
    private static final String PREFIX = "plumb:";

    /** Of triggers: they fire in the order of their names, byte by byte, and these after all others in ASCII. */
    private static final String TRIGGER_PREFIX = "~plumb:";

    private static final String NEXT = PREFIX + "next:";
    private static final String KEPT = PREFIX + "kept:";

    private static final String REMOVED = PREFIX + "removed:";

    private static final String SWAP = TRIGGER_PREFIX + "swap";

    private static final int HASH_LENGTH = 9;

    private PlumbingNames() {}

    /**
     * The column that is to take another's place; or, of an index or constraint, the version that is built for such a column.
     */
    public static String next(String name) {
        return cut(NEXT + name);
    }

    public static boolean isNext(String name) {
        return name.startsWith(NEXT);
    }

    /** The column whose place this one is to take, as far as its name tells; itself when it is none. */
    public static String replaced(String column) {
        return isNext(column) ? column.substring(NEXT.length()) : column;
    }

    /** The column with the values of a former version. */
    public static String kept(String column) {
        return cut(KEPT + column);
    }

    public static boolean isKept(String name) {
        return name.startsWith(KEPT);
    }

    /** What a column is called that was removed, and whose values are kept. */
    public static String removedColumn(String column) {
        return cut(REMOVED + column);
    }

    /**
     * The schema in which a table is kept that was removed.
     *
     * @param schema in which it was, as it is called in the database
     */
    public static String removedSchema(String schema, String table) {
        return cut(REMOVED + schema + "." + table, ambiguous(schema) || ambiguous(table), schema + "\0" + table);
    }

    /** Whether something is, or is in, a table or column that was removed and is kept. */
    public static boolean isRemoved(Address address) {
        return isRemovedWithItsTable(address) || isRemovedColumn(address);
    }

    /** Whether something is a column that was removed and is kept, in a table that stays. */
    public static boolean isRemovedColumn(Address address) {
        return address.part().filter(p -> p.startsWith(REMOVED)).isPresent();
    }

    /** Whether something is, or is in, a table that was removed and is kept. */
    public static boolean isRemovedWithItsTable(Address address) {
        return isRemovedSchema(address.directory().schemaName());
    }

    /** Whether a schema is that of a table that was removed and is kept. */
    public static boolean isRemovedSchema(String schema) {
        return schema.startsWith(REMOVED);
    }

    /** Whether a function is Plumb's own. */
    public static boolean isFunction(String name) {
        return name.startsWith(PREFIX);
    }

    /** Whether a column is Plumb's own: a next or a kept version of another, or one that was removed and is kept. */
    public static boolean isColumn(String name) {
        return name.startsWith(PREFIX);
    }

    public static boolean isTrigger(String name) {
        return name.startsWith(TRIGGER_PREFIX);
    }

    /** Whether a trigger {@code before} each row fires after Plumb's, so that Plumb does not see what it changes. */
    public static boolean firesAfterPlumb(String trigger) {
        return !isTrigger(trigger) && compareBytes(trigger, TRIGGER_PREFIX) > 0;
    }

    private static int compareBytes(String left, String right) {
        return java.util.Arrays.compareUnsigned(
                left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    /** What stands for the functions and triggers of a table among the things that plans are made of. */
    public static Address address(Address table) {
        return table.child(ObjectKind.OTHER, TRIGGER_PREFIX);
    }

    public static boolean isAddress(Address address) {
        return address.kind() == ObjectKind.OTHER
                && address.part().filter(TRIGGER_PREFIX::equals).isPresent();
    }

    /** What stands for the moment at which columns of a table are replaced by those that were filled beside. */
    public static Address swapAddress(Address table) {
        return table.child(ObjectKind.OTHER, SWAP);
    }

    public static boolean isSwap(Address address) {
        return address.kind() == ObjectKind.OTHER
                && address.part().filter(SWAP::equals).isPresent();
    }

    /** The function that the table's triggers call. */
    public static String triggerFunction(String table) {
        return cut(PREFIX + table, ambiguous(table), table);
    }

    /** The function that holds the expression of a cell. */
    public static String expression(String table, String column) {
        return cut(PREFIX + table + "." + column, ambiguous(table) || ambiguous(column), table + "\0" + column);
    }

    /** The function that finds the nearest rows by an embedding index. Users call it, so its name is not like the others. */
    public static String search(String index) {
        return cut(index + "_search");
    }

    /** The name, or as much of it as PostgreSQL keeps, with a hash that tells it from others. */
    public static String cut(String name) {
        return cut(name, false, name);
    }

    static String trigger(String event) {
        return TRIGGER_PREFIX + event;
    }

    /** A dot in a name would let two names come out as the same. */
    private static boolean ambiguous(String name) {
        return name.indexOf('.') >= 0;
    }

    private static String cut(String name, boolean ambiguous, String identity) {
        if (!ambiguous && bytes(name) <= SqlNames.MAX_BYTES) {
            return name;
        }
        StringBuilder cut = new StringBuilder();
        int left = SqlNames.MAX_BYTES - HASH_LENGTH;
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            String character = Character.toString(name.codePointAt(i));
            left -= bytes(character);
            if (left < 0) {
                break;
            }
            cut.append(character);
        }
        return cut + "~" + hash(identity);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, (HASH_LENGTH - 1) / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
