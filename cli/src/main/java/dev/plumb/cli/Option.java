package dev.plumb.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * An option of a command and, once the command line is parsed, its value. Options are declared as values rather than by
 * annotations: reading annotations takes longer than everything else that happens before a command begins.
 */
final class Option<T> {
    private final OptionSpec spec;

    private Option(OptionSpec spec) {
        this.spec = spec;
    }

    /** An option that is there or not. */
    static Option<Boolean> flag(String description, String... names) {
        return new Option<>(
                builder(names).type(boolean.class).description(description).build());
    }

    /** An option with a value; the names of an enum are taken in any case. */
    static <T> Option<T> of(Class<T> type, String label, String description, String... names) {
        return new Option<>(builder(names)
                .type(type)
                .paramLabel(label)
                .description(description)
                .build());
    }

    /** An option whose value is read by our own rules. */
    static <T> Option<T> of(
            Class<T> type, ITypeConverter<T> converter, String label, String description, String... names) {
        return new Option<>(builder(names)
                .type(type)
                .converters(converter)
                .paramLabel(label)
                .description(description)
                .build());
    }

    /** An option that may be given several times. */
    static Option<List<String>> several(String arity, String label, String description, String... names) {
        return new Option<>(builder(names)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity(arity)
                .paramLabel(label)
                .description(description)
                .build());
    }

    /** This option, taken before and after the name of every command. */
    Option<T> everywhere() {
        return new Option<>(spec.toBuilder().scopeType(ScopeType.INHERIT).build());
    }

    private static OptionSpec.Builder builder(String[] names) {
        return OptionSpec.builder(names);
    }

    OptionSpec spec() {
        return spec;
    }

    /** What was given. */
    Optional<T> value() {
        return Optional.ofNullable(spec.<T>getValue());
    }

    /** What was given, else this. */
    T or(T otherwise) {
        return value().orElse(otherwise);
    }
}
