package dev.plumb.plan.diff;

import dev.plumb.schema.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a unique index compares, as far as its elements can be read as expressions. SQL is logical. */
record IndexKeys(List<String> expressions, boolean nullsNotDistinct, Optional<String> where) {
    private static final Pattern ORDER = Pattern.compile("( (ASC|DESC))?( NULLS (FIRST|LAST))?$");
    private static final Pattern COLUMN = Pattern.compile("[a-z_][a-z0-9_]*|\"([^\"]|\"\")+\"");

    /** Absent when an element ends in an operator class or a collation. */
    static Optional<IndexKeys> of(Index index) {
        List<String> expressions = new ArrayList<>();
        for (String element : index.elements()) {
            String expression = ORDER.matcher(element).replaceFirst("");
            if (!COLUMN.matcher(expression).matches() && !expression.endsWith(")")) {
                return Optional.empty();
            }
            expressions.add(expression);
        }
        return Optional.of(new IndexKeys(expressions, index.nullsNotDistinct(), index.where()));
    }

    String list() {
        return String.join(", ", expressions);
    }

    /** {@code  where …}, or nothing. */
    String condition() {
        List<String> conditions = new ArrayList<>();
        where.ifPresent(w -> conditions.add("(" + w + ")"));
        if (!nullsNotDistinct) {
            expressions.forEach(e -> conditions.add(e + " is not null"));
        }
        return conditions.isEmpty() ? "" : conditions.stream().collect(Collectors.joining(" and ", " where ", ""));
    }
}
