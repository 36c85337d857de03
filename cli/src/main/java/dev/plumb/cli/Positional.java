package dev.plumb.cli;

import picocli.CommandLine.Model.PositionalParamSpec;

/** What a command line must say without an option's name before it. */
final class Positional {
    private Positional() {}

    /**
     * A word that has to be there; without it the command line is refused.
     *
     * @param index its place, from 0
     */
    static PositionalParamSpec required(int index, String label, String description) {
        return word(index, "1", label, description).required(true).build();
    }

    /** The first word, which may be there. */
    static PositionalParamSpec optional(String label, String description) {
        return word(0, "0..1", label, description).build();
    }

    private static PositionalParamSpec.Builder word(int index, String arity, String label, String description) {
        return PositionalParamSpec.builder()
                .type(String.class)
                .index(String.valueOf(index))
                .arity(arity)
                .paramLabel(label)
                .description(description);
    }
}
