package dev.plumb.environment;

import dev.plumb.source.Problems;
import dev.plumb.source.SourceLocation;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlScalar;
import java.util.Optional;

/**
 * A variable as {@code plumb.yaml} declares it.
 *
 * @param fallback its value where nobody sets one; without it somebody must
 */
record VariableDeclaration(
        String name,
        VariableType type,
        Optional<YamlScalar> fallback,
        boolean secret,
        Optional<String> description,
        SourceLocation location) {

    /** Reads {@code NAME: text}, which is a default, or {@code NAME: {type: …, default: …, secret: …, description: …}}. */
    static Optional<VariableDeclaration> read(YamlMap.Entry entry) {
        Problems problems = entry.value().problems();
        if (!Variables.NAME.matcher(entry.key()).matches() || Variables.isBuiltIn(entry.key())) {
            problems.report(
                    entry.location(),
                    Variables.isBuiltIn(entry.key())
                            ? "the variable '" + entry.key() + "' is Plumb's own"
                            : "a variable cannot be called '" + entry.key() + "'",
                    "use letters, digits and '_', as in SUMMARY_MODEL");
            return Optional.empty();
        }
        Optional<VariableDeclaration> declaration = entry.value() instanceof YamlScalar scalar
                ? Optional.of(new VariableDeclaration(
                        entry.key(), VariableType.STRING, ofText(scalar), false, Optional.empty(), entry.location()))
                : YamlMap.asMap("the variable '" + entry.key() + "'", entry.value())
                        .map(map -> read(entry, map));
        declaration.ifPresent(d -> d.checkFallback(problems));
        return declaration;
    }

    // `NAME:` alone declares a text that somebody must set.
    private static Optional<YamlScalar> ofText(YamlScalar scalar) {
        return Optional.of(scalar).filter(s -> !s.isNothing());
    }

    private static VariableDeclaration read(YamlMap.Entry entry, YamlMap map) {
        VariableType type = map.choice("type", VariableType.byWord()).orElse(VariableType.STRING);
        Optional<YamlScalar> fallback = map.scalar("default");
        boolean secret = map.flag("secret");
        Optional<String> description = map.string("description");
        map.rejectUnknownKeys();
        if (secret && fallback.filter(f -> !f.text().isEmpty()).isPresent()) {
            map.problems()
                    .report(
                            map.locationOf("default"),
                            "the default of the secret '" + entry.key()
                                    + "' would stand in a file that everybody reads",
                            "remove it, and set " + entry.key() + " in the process environment or in .env");
        }
        return new VariableDeclaration(entry.key(), type, fallback, secret, description, entry.location());
    }

    private void checkFallback(Problems problems) {
        fallback.ifPresent(f -> check(f.text(), f.location(), problems));
    }

    /** Reports a value that is not of the type. What a secret is, is not said. */
    boolean check(String text, SourceLocation at, Problems problems) {
        Optional<String> expected = type.expectedInPlaceOf(text);
        expected.ifPresent(e -> problems.report(
                at, "the variable " + name + " must be " + e + (secret ? "" : "; found '" + text + "'")));
        return expected.isEmpty();
    }
}
