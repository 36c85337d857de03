package dev.plumb.environment;

import dev.plumb.source.SourceLocation;
import java.util.List;
import java.util.function.Function;

/** Where the names of an environment's tenants come from. */
public sealed interface TenantSource {
    /**
     * The names as they are found, unchecked.
     *
     * @param asking the environment's database: the first column of what a query gives
     */
    List<String> names(Function<String, List<String>> asking);

    /** The words for what gives them: {@code 'tenants'}, {@code tenants.txt}. */
    String description();

    /**
     * From whom one can choose, as far as that is known without the database.
     *
     * @param location of {@code tenants}
     */
    String choice(SourceLocation location);

    /**
     * Names that somebody wrote down.
     *
     * @param description of the place where they stand
     */
    record Written(List<String> names, String description) implements TenantSource {
        private static final int LISTED = 5;

        public Written {
            names = List.copyOf(names);
        }

        @Override
        public List<String> names(Function<String, List<String>> asking) {
            return names;
        }

        @Override
        public String choice(SourceLocation location) {
            int more = names.size() - LISTED;
            return "of " + String.join(", ", names.subList(0, Math.min(LISTED, names.size())))
                    + (more > 0 ? " and " + more + " more" : "");
        }
    }

    /** Names that a table of the database has. */
    record Query(String sql) implements TenantSource {
        @Override
        public List<String> names(Function<String, List<String>> asking) {
            return asking.apply(sql);
        }

        @Override
        public String choice(SourceLocation location) {
            return "of those that the database gives (" + location + ")";
        }

        @Override
        public String description() {
            return "the query";
        }
    }
}
