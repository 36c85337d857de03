package dev.plumb.environment;

import dev.plumb.source.Problems;
import dev.plumb.source.SourceLocation;
import dev.plumb.source.Suggestions;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlScalar;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code ${NAME}} stands for in one environment. No message shows a value. */
public final class Variables {
    static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");
    private static final String ENV = "env";
    private static final String USER = "user";
    private static final String TENANT = "tenant";

    /** Stands for the tenant in the namespace of an environment that has some, and nowhere else. */
    static final String TENANT_REFERENCE = "${" + TENANT + "}";

    private final Map<String, VariableValue> values;

    private Variables(Map<String, VariableValue> values) {
        this.values = values;
    }

    static boolean isBuiltIn(String name) {
        return Set.of(ENV, USER, TENANT).contains(name);
    }

    /**
     * Those of an environment. A declared variable that nobody sets is a problem; a value that refers to variables may refer to those set
     * outside of {@code plumb.yaml} only, so there are no circles.
     *
     * @param user who works here, for {@code ${user}}
     */
    static Variables of(
            EnvironmentEntry environment,
            Map<String, VariableDeclaration> declared,
            VariableLayers layers,
            String user,
            Problems problems) {
        Map<String, VariableValue> outside = new TreeMap<>();
        layers.all().forEach((name, value) -> outside.put(name, value(name, value, declared)));
        putBuiltIn(outside, ENV, environment.name());
        putBuiltIn(outside, USER, user);
        Variables base = new Variables(outside);
        Map<String, VariableValue> values = new TreeMap<>(outside);
        for (VariableDeclaration declaration : declared.values()) {
            Optional<YamlScalar> own =
                    Optional.ofNullable(environment.variables().get(declaration.name()));
            Optional<VariableValue> value = own.isPresent()
                    ? base.written(declaration, own.get(), Origin.ENVIRONMENT, problems)
                    : base.elsewhere(declaration, problems);
            value.filter(v -> declaration.check(v.text(), v.location().orElse(declaration.location()), problems))
                    .ifPresent(v -> values.put(v.name(), v));
        }
        return new Variables(values);
    }

    private static void putBuiltIn(Map<String, VariableValue> values, String name, String text) {
        values.put(name, new VariableValue(name, text, Origin.BUILT_IN, Optional.empty(), false, false));
    }

    private static VariableValue value(
            String name, Map.Entry<Origin, String> set, Map<String, VariableDeclaration> declared) {
        Optional<VariableDeclaration> declaration = Optional.ofNullable(declared.get(name));
        return new VariableValue(
                name,
                set.getValue(),
                set.getKey(),
                Optional.empty(),
                declaration.isPresent(),
                declaration.map(VariableDeclaration::secret).orElse(true));
    }

    /** These and the name of a tenant. */
    Variables ofTenant(String tenant) {
        Map<String, VariableValue> more = new TreeMap<>(values);
        putBuiltIn(more, TENANT, tenant);
        return new Variables(more);
    }

    private Optional<VariableValue> elsewhere(VariableDeclaration declaration, Problems problems) {
        Optional<VariableValue> outside = Optional.ofNullable(values.get(declaration.name()));
        if (outside.isPresent()) {
            return outside;
        }
        if (declaration.fallback().isEmpty()) {
            problems.report(
                    declaration.location(),
                    "the variable " + declaration.name() + " is not set"
                            + declaration.description().map(d -> " (" + d + ")").orElse(""),
                    howToSet(declaration.name()));
            return Optional.empty();
        }
        return written(declaration, declaration.fallback().get(), Origin.DEFAULT, problems);
    }

    private Optional<VariableValue> written(
            VariableDeclaration declaration, YamlScalar text, Origin origin, Problems problems) {
        return fill(text, problems)
                .map(filled -> new VariableValue(
                        declaration.name(), filled, origin, Optional.of(text.location()), true, declaration.secret()));
    }

    private static String howToSet(String name) {
        return "set it in the process environment, in " + DotenvFile.NAME + ", with --var " + name
                + "=…, or under 'variables:' of the environment";
    }

    /** Reads {@code variables:} at the top of {@code plumb.yaml}. */
    static Map<String, VariableDeclaration> declarations(YamlMap file) {
        Map<String, VariableDeclaration> declared = new LinkedHashMap<>();
        file.map("variables").map(YamlMap::entries).orElse(List.of()).stream()
                .map(VariableDeclaration::read)
                .flatMap(Optional::stream)
                .forEach(d -> declared.put(d.name(), d));
        return declared;
    }

    /** By name, every one that is set, whether {@code plumb.yaml} declares it or not. */
    public Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        values.values().forEach(v -> texts.put(v.name(), v.text()));
        return texts;
    }

    /** Those that {@code plumb.yaml} declares, by name. */
    public List<VariableValue> declared() {
        return values.values().stream().filter(VariableValue::declared).toList();
    }

    /** The values that may not be shown: those of secrets that {@code plumb.yaml} declares. */
    public Collection<String> secrets() {
        return declared().stream()
                .filter(VariableValue::secret)
                .map(VariableValue::text)
                .toList();
    }

    /** The text with its variables; empty if one is not set or not well written, which is then a problem. */
    Optional<String> fill(YamlScalar text, Problems problems) {
        StringBuilder filled = new StringBuilder();
        boolean complete = true;
        Matcher reference = REFERENCE.matcher(text.text());
        int copied = 0;
        while (reference.find()) {
            filled.append(text.text().substring(copied, reference.start()));
            copied = reference.end();
            if (reference.group(1) == null) {
                filled.append("${");
                continue;
            }
            SourceLocation at = text.locationAt(reference.start());
            Optional<String> value =
                    value(reference.group(1), !reference.group(2).isEmpty(), at, problems);
            value.ifPresent(filled::append);
            complete &= value.isPresent();
        }
        filled.append(text.text().substring(copied));
        return complete ? Optional.of(filled.toString()) : Optional.empty();
    }

    private Optional<String> value(String name, boolean closed, SourceLocation at, Problems problems) {
        if (!closed || !NAME.matcher(name).matches()) {
            problems.report(
                    at,
                    closed ? "'${" + name + "}' does not name a variable" : "'${' is not closed",
                    "write ${NAME}, or $${ for the two characters themselves");
            return Optional.empty();
        }
        Optional<String> value = Optional.ofNullable(values.get(name)).map(VariableValue::text);
        if (value.isEmpty()) {
            problems.report(
                    at,
                    "the variable " + name + " is not set",
                    "set it in the environment or in " + DotenvFile.NAME
                            + Suggestions.nearest(name, values.keySet())
                                    .map(nearest -> "; did you mean " + nearest + "?")
                                    .orElse(""));
        }
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Variables variables && values.equals(variables.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
