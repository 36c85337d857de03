package dev.plumb.environment;

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
     * Names that somebody wrote down.
     *
     * @param description of the place where they stand
     */
    record Written(List<String> names, String description) implements TenantSource {
        public Written {
            names = List.copyOf(names);
        }

        @Override
        public List<String> names(Function<String, List<String>> asking) {
            return names;
        }
    }

    /** Names that a table of the database has. */
    record Query(String sql) implements TenantSource {
        @Override
        public List<String> names(Function<String, List<String>> asking) {
            return asking.apply(sql);
        }

        @Override
        public String description() {
            return "the query";
        }
    }
}
