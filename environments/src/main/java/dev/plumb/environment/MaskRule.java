package dev.plumb.environment;

import dev.plumb.source.SourceLocation;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlScalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What stands in a copy in place of a column's values, {@code mask: {shop/customers.email: email}}.
 *
 * @param address of the column
 * @param constant the text that stands there; present exactly for {@link Kind#CONSTANT}
 * @param location in {@code plumb.yaml}
 */
public record MaskRule(String address, Kind kind, Optional<String> constant, SourceLocation location) {
    private static final String EXPECTED = "hash, email, clear, or {constant: TEXT}";

    /** What is made of a value. Null stays null. */
    public enum Kind {
        /** Digits that the value and the seed give: equal for equal values, and only for them. */
        HASH,
        /** The same as an address of nobody. */
        EMAIL,
        /** Nothing: null. */
        CLEAR,
        /** The same text for every row. */
        CONSTANT;

        static Map<String, Kind> byWord() {
            return Arrays.stream(values())
                    .filter(k -> k != CONSTANT)
                    .collect(Collectors.toMap(k -> k.name().toLowerCase(Locale.ROOT), Function.identity()));
        }
    }

    /** Reads {@code mask:} at the top of {@code plumb.yaml}. */
    static List<MaskRule> read(YamlMap file) {
        List<MaskRule> rules = new ArrayList<>();
        for (YamlMap.Entry entry : file.map("mask").map(YamlMap::entries).orElse(List.of())) {
            read(entry).ifPresent(rules::add);
        }
        return rules;
    }

    private static Optional<MaskRule> read(YamlMap.Entry entry) {
        if (entry.value() instanceof YamlScalar word) {
            Optional<Kind> kind = Optional.ofNullable(Kind.byWord().get(word.text()));
            if (kind.isEmpty()) {
                word.reportExpected("the mask of '" + entry.key() + "'", EXPECTED);
            }
            return kind.map(k -> new MaskRule(entry.key(), k, Optional.empty(), entry.location()));
        }
        if (entry.value() instanceof YamlMap map) {
            Optional<String> constant = map.requiredString("constant");
            map.rejectUnknownKeys();
            return constant.map(c -> new MaskRule(entry.key(), Kind.CONSTANT, Optional.of(c), entry.location()));
        }
        entry.value().reportExpected("the mask of '" + entry.key() + "'", EXPECTED);
        return Optional.empty();
    }
}
