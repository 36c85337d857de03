package dev.plumb.dsl.yaml;

import dev.plumb.schema.Constraint.Deferral;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.IfExists;
import dev.plumb.schema.SequenceOptions;
import dev.plumb.schema.StorageParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a map for writing; what has the value that a reader assumes is left out. */
final class OutMap {
    private final Map<String, YamlOut> entries = new LinkedHashMap<>();

    /** Adds one of the keys that the language knows, which is written as it is. */
    OutMap put(String key, YamlOut value) {
        entries.put(key, value);
        return this;
    }

    /** Adds a key that is a name. */
    OutMap named(String name, YamlOut value) {
        return put(YamlQuoting.text(name, true), value);
    }

    OutMap text(String key, String value) {
        return put(key, new YamlOut.Text(value, false));
    }

    OutMap text(String key, Optional<String> value) {
        value.ifPresent(v -> text(key, v));
        return this;
    }

    OutMap sql(String key, String value) {
        return put(key, new YamlOut.Text(value, true));
    }

    OutMap sql(String key, Optional<String> value) {
        value.ifPresent(v -> sql(key, v));
        return this;
    }

    OutMap number(String key, Optional<Long> value) {
        value.ifPresent(v -> put(key, new YamlOut.Literal(v.toString())));
        return this;
    }

    OutMap flag(String key, boolean value) {
        return value ? put(key, new YamlOut.Literal("true")) : this;
    }

    OutMap names(String key, List<String> names) {
        return names.isEmpty() ? this : put(key, texts(names, false));
    }

    OutMap section(String key, OutMap section, boolean compact) {
        return section.isEmpty() ? this : put(key, section.toYaml(compact));
    }

    OutMap parameters(String key, StorageParameters parameters) {
        OutMap values = new OutMap();
        // A number may stand plain, as in SQL; but unlike SQL a value keeps the white space around it.
        parameters.values().forEach((name, v) -> values.named(name, new YamlOut.Text(v, v.indexOf('\n') < 0)));
        return section(key, values, true);
    }

    OutMap collation(Optional<String> collation) {
        return text("collation", collation.map(CollationName::fromSql));
    }

    OutMap deferral(Deferral deferral) {
        return text("deferrable", Keys.words(deferral));
    }

    OutMap declaration(Declaration declaration) {
        if (declaration.ifExists() != IfExists.UPDATE) {
            text("if_exists", declaration.ifExists().keyword());
        }
        declaration.recompute().declared().ifPresent(r -> put("recompute", new YamlOut.Literal(r.toString())));
        section("lifecycle", new OutMap().flag("prevent_destroy", declaration.preventDestroy()), true);
        return renamedFrom(declaration.renamedFrom());
    }

    OutMap renamedFrom(List<String> names) {
        return names.size() == 1 ? text("renamed_from", names.get(0)) : names("renamed_from", names);
    }

    OutMap sequenceOptions(SequenceOptions options) {
        return number("start", options.start())
                .number("increment", options.increment())
                .number("min", options.minValue())
                .number("max", options.maxValue())
                .number("cache", options.cache())
                .flag("cycle", options.cycle());
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    boolean hasOnly(String key) {
        return entries.size() == 1 && entries.containsKey(key);
    }

    /** The value of the one key when there is no other, else the map in braces where it fits. */
    YamlOut shortOrLong(String key) {
        YamlOut value = entries.get(key);
        return value != null && entries.size() == 1 ? value : toYaml(true);
    }

    /** Writes the entries where the lines stand, without braces around them. */
    void writeTo(YamlLines lines) {
        new YamlOut.Mapping(entries, false).writeEntries(lines);
    }

    YamlOut toYaml(boolean compact) {
        return new YamlOut.Mapping(entries, compact);
    }

    static YamlOut texts(List<String> texts, boolean sql) {
        return new YamlOut.Seq(
                texts.stream().<YamlOut>map(t -> new YamlOut.Text(t, sql)).toList());
    }
}
