package dev.plumb.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a directory stands: {@code library}, {@code library/raw}. A component is a name as PostgreSQL stores it; in text a
 * component that contains {@code /}, {@code .} or {@code "} is written in double quotes.
 *
 * <p>A directory is one PostgreSQL schema. Its {@linkplain #schemaName() schema name} joins the components with two
 * underscores, so no component may make that joining ambiguous.
 *
 * @param components outermost first, never empty
 */
public record DirectoryPath(List<String> components) implements Comparable<DirectoryPath> {
    private static final String JOINER = "__";

    public DirectoryPath {
        components = List.copyOf(components);
        if (components.isEmpty() || components.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("a directory path needs at least one component, none of them empty");
        }
    }

    public static DirectoryPath of(String... components) {
        return new DirectoryPath(Arrays.asList(components));
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when a quote is not closed or a component is empty
     */
    public static DirectoryPath parse(String text) {
        return new DirectoryPath(AddressText.split(text, '/'));
    }

    /** The path whose {@link #schemaName()} is the given one; the inverse of it for every name. */
    public static DirectoryPath ofSchemaName(String schemaName) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int at = schemaName.indexOf(JOINER, 1);
        while (at > start && at + JOINER.length() < schemaName.length()) {
            parts.add(schemaName.substring(start, at));
            start = at + JOINER.length();
            at = schemaName.indexOf(JOINER, start + 1);
        }
        parts.add(schemaName.substring(start));
        return new DirectoryPath(parts);
    }

    /** The name of the directory's PostgreSQL schema without the environment's prefix: {@code library__raw}. */
    public String schemaName() {
        return String.join(JOINER, components);
    }

    /** False when joining the components and splitting them again gives another path ({@code a__b}, {@code a_}). */
    public boolean isUnambiguous() {
        return ofSchemaName(schemaName()).equals(this);
    }

    public String lastComponent() {
        return components.get(components.size() - 1);
    }

    @Override
    public int compareTo(DirectoryPath other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return components.stream().map(AddressText::quote).collect(Collectors.joining("/"));
    }
}
