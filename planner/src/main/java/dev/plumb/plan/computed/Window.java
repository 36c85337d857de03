package dev.plumb.plan.computed;

import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Part of a table's rows, and of them each one in so many. The stripe of a row depends on its key alone, so that no row is left
 * out when it moves on its page meanwhile. A table without a key is divided by blocks: {@code [7]} is the end of block 7. There a
 * row can move out of a window or stripe, so whoever fills such windows looks at all rows in one statement in the end.
 *
 * @param after rows after this key, a JSON array as in {@code plumb.note}; empty: from the first
 * @param upTo rows up to and with this key; empty: to the last
 * @param stripe from 0
 * @param stripes at least 1
 * @param without the keys of rows that are left out
 * @param only the key of its only row; empty: all
 */
public record Window(
        Optional<String> after,
        Optional<String> upTo,
        int stripe,
        int stripes,
        Set<String> without,
        Optional<String> only) {
    public static final Window ALL = new Window(Optional.empty(), Optional.empty(), 0, 1);

    private static final int NEIGHBOURS = 256;
    private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");

    /** @throws IllegalArgumentException when the stripe is not one of the stripes */
    public Window {
        if (stripe < 0 || stripe >= stripes) {
            throw new IllegalArgumentException("stripe " + stripe + " of " + stripes);
        }
        without = Set.copyOf(without);
    }

    /** One with all its rows. */
    public Window(Optional<String> after, Optional<String> upTo, int stripe, int stripes) {
        this(after, upTo, stripe, stripes, Set.of(), Optional.empty());
    }

    /** Its rows after a key. */
    public Window after(String key) {
        return new Window(Optional.of(key), upTo, stripe, stripes, without, only);
    }

    /** Its rows up to and with a key. */
    public Window upTo(String key) {
        return new Window(after, Optional.of(key), stripe, stripes, without, only);
    }

    /** Of its rows those of one stripe of so many. */
    public Window stripe(int number, int total) {
        return new Window(after, upTo, number, total, without, only);
    }

    /** Without the rows with these keys. */
    public Window without(Set<String> keys) {
        return new Window(after, upTo, stripe, stripes, keys, only);
    }

    /** Of its rows that with this key. */
    public Window only(String key) {
        return new Window(after, upTo, stripe, stripes, without, Optional.of(key));
    }

    /** On the rows of {@code t}; the server compares the keys in the order of their index. */
    String condition(List<KeyColumn> key) {
        List<String> conditions = new ArrayList<>();
        after.ifPresent(k -> conditions.add(compare(key, " > ", k)));
        upTo.ifPresent(k -> conditions.add(compare(key, " <= ", k)));
        if (stripes > 1) {
            conditions.add(hash(key) + " % " + stripes + " in (" + stripe + ", " + -stripe + ")");
        }
        if (!without.isEmpty()) {
            conditions.add("not " + among(key, without));
        }
        only.ifPresent(k -> conditions.add(among(key, Set.of(k))));
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    /**
     * The stripe that a row is in, where each two that follow each other share the rows of one that is twice as large: they take turns
     * by groups of keys that are neighbours, so that they hardly share pages.
     */
    static String pairedStripe(List<KeyColumn> key, int stripes) {
        if (stripes == 1) {
            return "0";
        }
        if (stripes % 2 != 0) {
            return "pg_catalog.abs(" + hash(key) + " % " + stripes + ")::integer";
        }
        return "(2 * pg_catalog.abs(" + hash(key) + " % " + stripes / 2 + ") + pg_catalog.abs(" + hash(key) + " / "
                + NEIGHBOURS + " % 2))::integer";
    }

    private static String among(List<KeyColumn> key, Set<String> keys) {
        String constants = keys.stream()
                .sorted()
                .map(k -> {
                    String constant = SqlNames.literal(k).strip() + "::pg_catalog.jsonb";
                    return IntStream.range(0, key.size())
                            .mapToObj(i -> Rows.component(constant, i, key.get(i)))
                            .collect(Collectors.joining(", ", "(", ")"));
                })
                .collect(Collectors.joining(", "));
        List<String> names = key.stream().map(KeyColumn::name).toList();
        return "((" + Rows.fields("t", names) + ") in (" + constants + "))";
    }

    private static String compare(List<KeyColumn> key, String operator, String json) {
        if (key.isEmpty()) {
            return "t.ctid" + operator + "'(" + Long.parseLong(json.substring(1, json.length() - 1))
                    + ",65535)'::pg_catalog.tid";
        }
        String constant = SqlNames.literal(json).strip() + "::pg_catalog.jsonb";
        List<String> bounds = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            bounds.add(Rows.component(constant, i, key.get(i)));
        }
        List<String> names = key.stream().map(KeyColumn::name).toList();
        return "(" + Rows.fields("t", names) + ")" + operator + "(" + String.join(", ", bounds) + ")";
    }

    private static String hash(List<KeyColumn> key) {
        if (key.isEmpty()) {
            return "((t.ctid::text::pg_catalog.point)[1])::integer";
        }
        return key.size() == 1 && INTEGERS.contains(key.get(0).type())
                ? Rows.field("t", key.get(0).name())
                : "pg_catalog.hashtextextended(" + Rows.key("t", key) + "::text, 0)";
    }
}
