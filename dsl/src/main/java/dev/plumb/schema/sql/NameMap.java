package dev.plumb.schema.sql;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The two-way mapping between directories and the PostgreSQL schemas that stand for them in one environment (or in a
 * scratch area), applied to names and to SQL fragments.
 *
 * <p>Inside a fragment {@code q.n} is read as directory {@code q} only where that is what the text means. Not inside strings,
 * comments or dollar quotes, not after another dot; and, because a table or its alias may carry a directory's name, not where a
 * column's value is expected ({@code where accounts.id = 1}). In a list of tables, before a function's parenthesis, after
 * {@code ::} and {@code collate}, in {@code operator(…)} or before a third name only a schema can stand. Where both could, as at
 * the start of a fragment, {@code n} must be known to live in {@code q}, or {@code q.n} must be all there is: a column's type.
 * Names in literals that are cast to {@code regclass} and its kin or given to {@code nextval} are mapped too, as PostgreSQL
 * deparses {@code nextval('library.seq'::regclass)}.
 *
 * <p>Immutable and safe for any thread.
 */
public final class NameMap {
    private final Map<String, String> physicalByLogical;
    private final Map<String, String> logicalByPhysical;
    private final Map<String, Set<String>> knownNames;
    private final Map<String, String> elsewhereByLogical;
    private final Map<String, Set<String>> namesHere;

    /**
     * @param physicalByLogical PostgreSQL schema by the directory's schema name; no two directories share one
     * @param knownNames by the directory's schema name, everything that is known to live there, declared or live:
     *     relations, types, functions
     */
    public NameMap(Map<String, String> physicalByLogical, Map<String, Set<String>> knownNames) {
        this(physicalByLogical, knownNames, Map.of(), Map.of());
    }

    private NameMap(
            Map<String, String> physicalByLogical,
            Map<String, Set<String>> knownNames,
            Map<String, String> elsewhereByLogical,
            Map<String, Set<String>> namesHere) {
        this.physicalByLogical = Map.copyOf(physicalByLogical);
        this.knownNames = Map.copyOf(knownNames);
        this.elsewhereByLogical = Map.copyOf(elsewhereByLogical);
        this.namesHere = Map.copyOf(namesHere);
        Map<String, String> inverse = new HashMap<>();
        Stream.of(physicalByLogical, elsewhereByLogical)
                .forEach(schemas -> schemas.forEach((logical, physical) -> {
                    if (inverse.put(physical, logical) != null) {
                        throw new IllegalArgumentException("two directories map to the schema '" + physical + "'");
                    }
                }));
        this.logicalByPhysical = Map.copyOf(inverse);
    }

    /**
     * The same map where only some names of a directory live in its schema: {@code q.n} becomes that schema's when {@code n} is
     * among {@code namesHere}, else the one's in {@code elsewhereByLogical}. Mapped back, both are {@code q}. A stand-in of a
     * directory holds only what the model covers; a function of the directory is still where it always was.
     *
     * @param elsewhereByLogical PostgreSQL schema by the directory's schema name; a directory that is missing is wholly here
     * @param namesHere by the directory's schema name
     */
    public NameMap withElsewhere(Map<String, String> elsewhereByLogical, Map<String, Set<String>> namesHere) {
        return new NameMap(physicalByLogical, knownNames, elsewhereByLogical, namesHere);
    }

    /** The schema of a directory; any other schema keeps its name. */
    public String physicalSchema(String logical) {
        return physicalByLogical.getOrDefault(logical, logical);
    }

    /** The directory's schema name of a schema; any other schema keeps its name. */
    public String logicalSchema(String physical) {
        return logicalByPhysical.getOrDefault(physical, physical);
    }

    /** The fragment with every directory name replaced by its schema, quoted where needed. */
    public String toPhysical(String sql) {
        return SchemaReferences.replace(sql, new ToPhysical());
    }

    /** The fragment with every mapped schema replaced by its directory name, quoted where needed. */
    public String toLogical(String sql) {
        return SchemaReferences.replace(sql, new ToLogical());
    }

    private boolean isKnown(String logical, String name) {
        return knownNames.getOrDefault(logical, Set.of()).contains(name);
    }

    private final class ToPhysical implements SchemaReferences.Qualifiers {
        @Override
        public boolean covers(String qualifier) {
            return physicalByLogical.containsKey(qualifier);
        }

        @Override
        public boolean knows(String qualifier, String name) {
            return isKnown(qualifier, name);
        }

        @Override
        public String replacement(String qualifier, String name) {
            boolean here = namesHere.getOrDefault(qualifier, Set.of()).contains(name);
            String physical = physicalSchema(qualifier);
            return here ? physical : elsewhereByLogical.getOrDefault(qualifier, physical);
        }

        @Override
        public String schema(String qualifier) {
            return physicalSchema(qualifier);
        }
    }

    private final class ToLogical implements SchemaReferences.Qualifiers {
        @Override
        public boolean covers(String qualifier) {
            return logicalByPhysical.containsKey(qualifier);
        }

        @Override
        public boolean knows(String qualifier, String name) {
            return isKnown(logicalSchema(qualifier), name);
        }

        @Override
        public String replacement(String qualifier, String name) {
            return logicalSchema(qualifier);
        }

        @Override
        public String schema(String qualifier) {
            return logicalSchema(qualifier);
        }
    }
}
