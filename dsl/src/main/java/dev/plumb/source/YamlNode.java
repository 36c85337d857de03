package dev.plumb.source;

/**
 * A node of a YAML document that knows where it stands. Whoever reads it with the wrong expectation gets an empty answer
 * and leaves a problem with the collector that the document was parsed with.
 */
public sealed interface YamlNode permits YamlScalar, YamlMap, YamlList {
    SourceLocation location();

    /** The collector of the reading that this node belongs to. */
    Problems problems();

    /** The node in a person's words, to follow "found": {@code a list}, {@code the text 'x'}. */
    String description();

    /** True for an empty value, {@code ~} and {@code null} without quotes. */
    default boolean isNothing() {
        return false;
    }

    /**
     * Reports that this node is not what it should be.
     *
     * @param what what the node stands for: {@code 'columns'}
     * @param expected in a person's words: {@code a map}
     */
    default void reportExpected(String what, String expected) {
        problems().report(location(), what + " must be " + expected + "; found " + description());
    }
}
