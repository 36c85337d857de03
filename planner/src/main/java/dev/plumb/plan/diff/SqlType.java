package dev.plumb.plan.diff;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type as {@code format_type} writes it, taken apart: {@code timestamp(3) without time zone[]}.
 *
 * @param base {@code timestamp without time zone}
 * @param modifiers {@code 3}; empty when there are none
 */
record SqlType(String base, List<Integer> modifiers, boolean array) {
    private static final Pattern MODIFIERS = Pattern.compile("([^(\"]*)\\((-?\\d+(?:,\\s*-?\\d+)*)\\)(.*)");
    private static final String ARRAY = "[]";

    static SqlType parse(String text) {
        boolean array = text.endsWith(ARRAY);
        String element = element(text);
        Matcher matcher = MODIFIERS.matcher(element);
        if (!matcher.matches()) {
            return new SqlType(element, List.of(), array);
        }
        List<Integer> modifiers = Arrays.stream(matcher.group(2).split(","))
                .map(m -> Integer.valueOf(m.strip()))
                .toList();
        return new SqlType(matcher.group(1) + matcher.group(3), modifiers, array);
    }

    /** The type without the brackets of an array. */
    static String element(String type) {
        String element = type;
        while (element.endsWith(ARRAY)) {
            element = element.substring(0, element.length() - ARRAY.length());
        }
        return element;
    }

    /** Types that users define are qualified; those of PostgreSQL are not. */
    boolean isUserDefined() {
        return base.contains(".");
    }

    boolean is(String... bases) {
        return Arrays.asList(bases).contains(base);
    }

    boolean isUnlimited() {
        return modifiers.isEmpty();
    }

    int modifier(int position) {
        return position < modifiers.size() ? modifiers.get(position) : 0;
    }
}
