package dev.plumb.dsl.yaml;

import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.Constraint.Deferral;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.IfExists;
import dev.plumb.schema.Recompute;
import dev.plumb.schema.SequenceOptions;
import dev.plumb.schema.StorageParameters;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlMap.Entry;
import dev.plumb.source.YamlNode;
import dev.plumb.source.YamlScalar;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keys that mean the same wherever they stand. */
final class Keys {
    private static final Map<String, Deferral> DEFERRALS = Map.of(
            "initially immediate", Deferral.INITIALLY_IMMEDIATE, "initially deferred", Deferral.INITIALLY_DEFERRED);

    private static final Map<String, IfExists> IF_EXISTS =
            Arrays.stream(IfExists.values()).collect(Collectors.toMap(IfExists::keyword, Function.identity()));

    private Keys() {}

    /** An empty comment is none, as PostgreSQL sees it. */
    static Optional<String> comment(YamlMap map) {
        return map.string("comment").filter(c -> !c.isEmpty());
    }

    static List<String> renamedFrom(YamlMap map) {
        return names(map.oneOrMore("renamed_from"), "'renamed_from'");
    }

    /** Of what can be renamed but neither guarded nor found in another state: constraints. */
    static Declaration renameOnly(YamlMap map) {
        return new Declaration(renamedFrom(map), IfExists.UPDATE, false);
    }

    /** Of an index. */
    static Declaration replaceable(YamlMap map) {
        return new Declaration(renamedFrom(map), ifExists(map), false);
    }

    /** Of a column, a type, a sequence. */
    static Declaration guarded(YamlMap map) {
        return new Declaration(renamedFrom(map), IfExists.UPDATE, preventDestroy(map));
    }

    /** Of a directory, a table, a view. */
    static Declaration full(YamlMap map) {
        return new Declaration(renamedFrom(map), ifExists(map), preventDestroy(map));
    }

    /** What another version of a function means for what it computes. */
    static Recompute recompute(YamlMap map) {
        return map.bool("recompute").map(Recompute::of).orElse(Recompute.UNDECIDED);
    }

    private static IfExists ifExists(YamlMap map) {
        return map.choice("if_exists", IF_EXISTS).orElse(IfExists.UPDATE);
    }

    private static boolean preventDestroy(YamlMap map) {
        return map.map("lifecycle")
                .map(lifecycle -> {
                    boolean prevent = lifecycle.flag("prevent_destroy");
                    lifecycle.rejectUnknownKeys();
                    return prevent;
                })
                .orElse(false);
    }

    /** The SQL of a key, without white space around it. */
    static Optional<String> sql(YamlMap map, String key) {
        return map.scalar(key).flatMap(s -> sql(s, "'" + key + "'"));
    }

    /** The SQL of a key that must be there. */
    static Optional<String> requiredSql(YamlMap map, String key) {
        return map.require(key) ? sql(map, key) : Optional.empty();
    }

    static Optional<String> sql(YamlScalar scalar, String what) {
        String sql = scalar.text().strip();
        if (sql.isEmpty()) {
            scalar.problems().report(scalar.location(), what + " must be SQL; found an empty text");
            return Optional.empty();
        }
        return Optional.of(sql);
    }

    /** A list of SQL texts that has at least one when the key is there. */
    static List<String> sqlList(YamlMap map, String key) {
        List<YamlScalar> items = map.scalars(key);
        rejectEmptyList(map, key);
        return items.stream()
                .flatMap(s -> sql(s, "an item of '" + key + "'").stream())
                .toList();
    }

    /** A list of names that has at least one when the key is there. */
    static List<String> names(YamlMap map, String key) {
        List<YamlScalar> items = map.scalars(key);
        rejectEmptyList(map, key);
        return names(items, "'" + key + "'");
    }

    static List<String> names(List<YamlScalar> items, String what) {
        items.stream().filter(s -> s.text().isEmpty()).forEach(s -> s.problems()
                .report(s.location(), what + " must name something; found an empty name"));
        return items.stream().map(YamlScalar::text).filter(t -> !t.isEmpty()).toList();
    }

    /** The name that a key gives. */
    static Optional<String> name(YamlMap map, String key) {
        return map.scalar(key)
                .flatMap(s -> names(List.of(s), "'" + key + "'").stream().findFirst());
    }

    static void rejectEmptyList(YamlMap map, String key) {
        map.node(key)
                .filter(n -> n.description().equals("an empty list"))
                .ifPresent(n -> n.reportExpected("'" + key + "'", "a list with at least one item"));
    }

    /** The entries of a map whose keys are names; an entry without a name or a value is a problem. */
    static List<Entry> named(YamlMap map) {
        return map.entries().stream().filter(e -> isNamed(map, e)).toList();
    }

    /** False, and a problem, for an entry without a name or a value. */
    static boolean isNamed(YamlMap map, Entry entry) {
        if (entry.key().isEmpty()) {
            map.problems().report(entry.location(), "a name cannot be empty");
        }
        return map.hasValue(entry) && !entry.key().isEmpty();
    }

    static StorageParameters parameters(YamlMap map, String key) {
        Map<String, String> values = new TreeMap<>();
        map.map(key).ifPresent(parameters -> named(parameters)
                .forEach(e -> parameters.string(e.key()).ifPresent(v -> values.put(e.key(), v))));
        return new StorageParameters(values);
    }

    static Deferral deferral(YamlMap map) {
        return map.choice("deferrable", DEFERRALS).orElse(Deferral.NOT_DEFERRABLE);
    }

    /** The words that {@link #deferral} reads; none for what is not deferrable. */
    static Optional<String> words(Deferral deferral) {
        return DEFERRALS.entrySet().stream()
                .filter(e -> e.getValue() == deferral)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** When an identity generates the value: {@code always} or {@code by default}. */
    static String words(ColumnValue.Identity identity) {
        return identity.always() ? "always" : "by default";
    }

    static SequenceOptions sequenceOptions(YamlMap map) {
        return new SequenceOptions(
                map.integer("start"),
                map.integer("increment"),
                map.integer("min"),
                map.integer("max"),
                map.integer("cache"),
                map.flag("cycle"));
    }

    /** Collation by SQL name, or by the name as PostgreSQL stores it when that is no SQL name: {@code C}. */
    static Optional<String> collation(YamlMap map) {
        return sql(map, "collation").map(CollationName::toSql);
    }

    /** The entry's node as a map; anything else is a problem, and what the entry names is lost. */
    static Optional<YamlMap> longForm(ReadContext context, Entry entry, String expected) {
        YamlNode node = entry.value();
        if (node instanceof YamlMap map) {
            return Optional.of(map);
        }
        context.lost(node, "'" + entry.key() + "'", expected);
        return Optional.empty();
    }
}
