package dev.plumb.plan.drift;

import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Lists the attributes of one kind of thing. */
final class Attributes<T> {
    static final String NONE = "none";

    private final List<Attribute<T>> all = new ArrayList<>();

    List<Attribute<T>> all() {
        return List.copyOf(all);
    }

    <V> Attributes<T> add(String name, Function<T, V> value, Function<V, String> text, BiFunction<T, V, T> with) {
        all.add(new Attribute<>(name, value.andThen(text), (thing, other) -> with.apply(thing, value.apply(other))));
        return this;
    }

    Attributes<T> text(String name, Function<T, String> value, BiFunction<T, String, T> with) {
        return add(name, value, Function.identity(), with);
    }

    Attributes<T> text(
            String name, Function<T, Optional<String>> value, String absent, BiFunction<T, Optional<String>, T> with) {
        return add(name, value, v -> v.orElse(absent), with);
    }

    Attributes<T> comment(Function<T, Optional<String>> value, BiFunction<T, Optional<String>, T> with) {
        return add("comment", value, v -> v.map(SqlNames::literal).orElse(NONE), with);
    }

    Attributes<T> flag(String name, Function<T, Boolean> value, BiFunction<T, Boolean, T> with) {
        return add(name, value, v -> v ? "yes" : "no", with);
    }

    Attributes<T> texts(String name, Function<T, List<String>> value, BiFunction<T, List<String>, T> with) {
        return add(name, value, v -> v.isEmpty() ? NONE : String.join(", ", v), with);
    }

    Attributes<T> names(String name, Function<T, List<String>> value, BiFunction<T, List<String>, T> with) {
        return add(name, value, v -> v.isEmpty() ? NONE : SqlNames.list(v), with);
    }

    Attributes<T> number(String name, Function<T, Optional<Long>> value, BiFunction<T, Optional<Long>, T> with) {
        return add(name, value, v -> v.map(String::valueOf).orElse("default"), with);
    }

    /** Each by itself, as far as the thing has them. */
    Attributes<T> parameters(T thing, Function<T, StorageParameters> value, BiFunction<T, StorageParameters, T> with) {
        for (String key : value.apply(thing).values().keySet()) {
            add(
                    "with " + key,
                    t -> Optional.ofNullable(value.apply(t).values().get(key)),
                    v -> v.orElse(NONE),
                    (t, v) -> with.apply(t, changed(value.apply(t), key, v)));
        }
        return this;
    }

    private static StorageParameters changed(StorageParameters parameters, String key, Optional<String> value) {
        Map<String, String> values = new TreeMap<>(parameters.values());
        value.ifPresentOrElse(v -> values.put(key, v), () -> values.remove(key));
        return new StorageParameters(values);
    }
}
