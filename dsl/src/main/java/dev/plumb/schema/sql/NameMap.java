package dev.plumb.schema.sql;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The two-way mapping between directories and the PostgreSQL schemas that stand for them in one environment (or in a
 * scratch area), applied to names and to SQL fragments.
 *
 * <p>Inside a fragment {@code q.n} is read as directory {@code q} only where that is what the text means: not inside
 * strings, comments or dollar quotes, not after another dot, and, because a table alias may carry a directory's name, only
 * when {@code n} is known to live in {@code q} or stands where only a schema can (a function call, a type after {@code ::}, a
 * collation, an {@code operator(…)}). Names in literals that are cast to {@code regclass} and its kin are mapped too, as
 * PostgreSQL deparses {@code nextval('library.seq'::regclass)}.
 *
 * <p>Immutable and safe for any thread.
 */
public final class NameMap {
    private final Map<String, String> physicalByLogical;
    private final Map<String, String> logicalByPhysical;
    private final Map<String, Set<String>> knownNames;

    /**
     * @param physicalByLogical PostgreSQL schema by the directory's schema name; no two directories share one
     * @param knownNames by the directory's schema name, everything that is known to live there, declared or live:
     *     relations, types, functions
     */
    public NameMap(Map<String, String> physicalByLogical, Map<String, Set<String>> knownNames) {
        this.physicalByLogical = Map.copyOf(physicalByLogical);
        this.knownNames = Map.copyOf(knownNames);
        Map<String, String> inverse = new HashMap<>();
        physicalByLogical.forEach((logical, physical) -> {
            if (inverse.put(physical, logical) != null) {
                throw new IllegalArgumentException("two directories map to the schema '" + physical + "'");
            }
        });
        this.logicalByPhysical = Map.copyOf(inverse);
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
        return SchemaReferences.replace(sql, physicalByLogical, q -> knownNames.getOrDefault(q, Set.of()));
    }

    /** The fragment with every mapped schema replaced by its directory name, quoted where needed. */
    public String toLogical(String sql) {
        return SchemaReferences.replace(
                sql, logicalByPhysical, q -> knownNames.getOrDefault(logicalSchema(q), Set.of()));
    }
}
