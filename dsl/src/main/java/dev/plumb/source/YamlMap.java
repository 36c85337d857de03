package dev.plumb.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A map whose keys are texts. It remembers which keys were asked for, so that {@link #rejectUnknownKeys()} knows which
 * ones nobody understands; therefore one reader reads it once, from one thread.
 */
public final class YamlMap implements YamlNode {
    /**
     * One key with its value.
     *
     * @param location of the key
     */
    public record Entry(String key, SourceLocation location, YamlNode value) {}

    private final SourceLocation location;
    private final boolean flow;
    private final Problems problems;
    private final Map<String, Entry> entries;
    private final Set<String> asked = new TreeSet<>();

    /** @param flow written in braces, where a comma ends a text */
    YamlMap(SourceLocation location, boolean flow, Problems problems, List<Entry> entries) {
        this.location = location;
        this.flow = flow;
        this.problems = problems;
        this.entries = new LinkedHashMap<>();
        entries.forEach(e -> this.entries.put(e.key(), e));
    }

    /** Every entry in written order, for a map whose keys are names; all keys count as asked for. */
    public List<Entry> entries() {
        asked.addAll(entries.keySet());
        return List.copyOf(entries.values());
    }

    /** Every key in written order; none of them counts as asked for. */
    public List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    /** The value of a key, whatever it is; the key does not count as asked for. */
    public Optional<YamlNode> peek(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** True when the key is there, whatever its value. */
    public boolean has(String key) {
        asked.add(key);
        return entries.containsKey(key);
    }

    /** The value of a key; a key without a value is a problem. */
    public Optional<YamlNode> node(String key) {
        return entry(key).map(Entry::value);
    }

    /** The text of a key. */
    public Optional<String> string(String key) {
        return scalar(key).map(YamlScalar::text);
    }

    /** The text of a key with its place. */
    public Optional<YamlScalar> scalar(String key) {
        return entry(key).flatMap(e -> {
            if (e.value() instanceof YamlScalar scalar) {
                return Optional.of(scalar);
            }
            e.value().reportExpected(quoted(key), "a text");
            return Optional.empty();
        });
    }

    /** The text of a key that must be there. */
    public Optional<String> requiredString(String key) {
        return require(key) ? string(key) : Optional.empty();
    }

    public Optional<Boolean> bool(String key) {
        return typed(key, "true or false", YamlScalar::asBoolean);
    }

    /** True only when the key is there and says so. */
    public boolean flag(String key) {
        return bool(key).orElse(false);
    }

    public Optional<Long> integer(String key) {
        return typed(key, "a whole number", YamlScalar::asInteger);
    }

    /** One of a few words. */
    public <V> Optional<V> choice(String key, Map<String, V> choices) {
        Optional<YamlScalar> scalar = scalar(key);
        Optional<V> chosen = scalar.map(YamlScalar::text).map(choices::get);
        if (scalar.isPresent() && chosen.isEmpty()) {
            YamlScalar found = scalar.get();
            String words = new TreeSet<>(choices.keySet()).stream().collect(Collectors.joining(", "));
            problems.report(
                    found.location(),
                    quoted(key) + " must be one of " + words + "; found " + found.description(),
                    Suggestions.nearest(found.text(), choices.keySet()).map(n -> "did you mean '" + n + "'?"));
        }
        return chosen;
    }

    public Optional<YamlMap> map(String key) {
        return entry(key).flatMap(e -> asMap(quoted(key), e.value()));
    }

    public Optional<YamlList> list(String key) {
        return entry(key).flatMap(e -> {
            if (e.value() instanceof YamlList list) {
                return Optional.of(list);
            }
            e.value().reportExpected(quoted(key), "a list");
            return Optional.empty();
        });
    }

    /** The texts of a list, each as written; none when the key is absent. */
    public List<YamlScalar> scalars(String key) {
        return list(key).map(l -> texts(quoted(key), l)).orElse(List.of());
    }

    /** One text or a list of them, each as written; none when the key is absent. */
    public List<YamlScalar> oneOrMore(String key) {
        Optional<Entry> entry = entry(key);
        if (entry.isEmpty()) {
            return List.of();
        }
        if (entry.get().value() instanceof YamlScalar one) {
            return List.of(one);
        }
        if (entry.get().value() instanceof YamlList list) {
            return texts(quoted(key), list);
        }
        entry.get().value().reportExpected(quoted(key), "a text or a list of texts");
        return List.of();
    }

    /** Reports a key that is missing. */
    public boolean require(String key) {
        boolean present = has(key);
        if (!present) {
            problems.report(location, "the key " + quoted(key) + " is missing");
        }
        return present;
    }

    /** Where a key stands, or the map when the key is absent. */
    public SourceLocation locationOf(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::location).orElse(location);
    }

    /** Reports every key that nobody asked for, with the nearest one that somebody did. */
    public void rejectUnknownKeys() {
        for (Entry entry : entries.values()) {
            if (!asked.contains(entry.key())) {
                problems.report(
                        entry.location(),
                        "unknown key " + quoted(entry.key()),
                        splitText(entry).or(() -> nearest(entry.key())));
            }
        }
    }

    private Optional<String> nearest(String key) {
        Set<String> unused = new TreeSet<>(asked);
        unused.removeAll(entries.keySet());
        return Suggestions.nearest(key, unused)
                .map(n -> "did you mean '" + n + "'?")
                .or(() -> asked.isEmpty() ? Optional.empty() : Optional.of("known here: " + String.join(", ", asked)));
    }

    /** {@code {type: numeric(10,2)}} is a map with the keys {@code type} and {@code 2)}. */
    private Optional<String> splitText(Entry entry) {
        boolean halfAText = flow
                && entry.value() instanceof YamlScalar value
                && value.isPlain()
                && value.text().isEmpty();
        return halfAText
                ? Optional.of("inside { } a comma ends a text: put a text that contains one in quotes")
                : Optional.empty();
    }

    private Optional<Entry> entry(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.get(key)).filter(this::hasValue);
    }

    /** Reports an entry without a value, which {@code null} and {@code ~} without quotes are as well. */
    public boolean hasValue(Entry entry) {
        if (entry.value() instanceof YamlScalar scalar && scalar.isNothing()) {
            Optional<String> remedy = scalar.text().isEmpty()
                    ? splitText(entry)
                    : Optional.of("write " + scalar.text() + " in quotes if you mean the text");
            problems.report(entry.location(), quoted(entry.key()) + " has no value", remedy);
            return false;
        }
        return true;
    }

    private <V> Optional<V> typed(String key, String expected, Function<YamlScalar, Optional<V>> conversion) {
        return entry(key).flatMap(e -> {
            Optional<V> value = e.value() instanceof YamlScalar scalar ? conversion.apply(scalar) : Optional.empty();
            if (value.isEmpty()) {
                e.value().reportExpected(quoted(key), expected);
            }
            return value;
        });
    }

    /** The node as a map, else a problem that calls it {@code what}. */
    public static Optional<YamlMap> asMap(String what, YamlNode node) {
        if (node instanceof YamlMap map) {
            return Optional.of(map);
        }
        node.reportExpected(what, "a map");
        return Optional.empty();
    }

    /** The texts of a list; an item that is none is a problem that calls the list {@code what}. */
    public static List<YamlScalar> texts(String what, YamlList list) {
        List<YamlScalar> texts = new ArrayList<>();
        for (YamlNode item : list.items()) {
            if (item instanceof YamlScalar scalar && !scalar.isNothing()) {
                texts.add(scalar);
            } else {
                item.reportExpected("an item of " + what, "a text");
            }
        }
        return texts;
    }

    @Override
    public SourceLocation location() {
        return location;
    }

    @Override
    public Problems problems() {
        return problems;
    }

    @Override
    public String description() {
        return entries.isEmpty() ? "an empty map" : "a map";
    }

    private static String quoted(String key) {
        return "'" + key + "'";
    }
}
