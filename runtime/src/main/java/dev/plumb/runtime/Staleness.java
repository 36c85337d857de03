package dev.plumb.runtime;

import dev.plumb.environment.database.Database;
import dev.plumb.plan.CatalogState;
import dev.plumb.runtime.canonical.MadePlan;
import dev.plumb.runtime.catalog.CatalogReader;
import dev.plumb.runtime.failure.StalePlanException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The applier sees that rows of the catalog were written; reading again tells what that means. Nothing, after a rewrite of a
 * table or a new build of an index.
 */
record Staleness(Database database) {
    /**
     * The foundation of the same plan on what is there now.
     *
     * @param again whether the plan may be tried once more
     * @throws StalePlanException naming what has changed
     */
    PreparedPlan.Foundation unmoved(PreparedPlan.Foundation foundation, StalePlanException stale, boolean again) {
        MadePlan made = foundation.made();
        try (Connection connection = database.connect()) {
            CatalogState now = CatalogReader.live().read(connection, made.schemas());
            List<String> moved = Moved.between(made.live(), now);
            if (!moved.isEmpty()) {
                throw new StalePlanException(stale.happened() + ": " + String.join(", ", moved), stale.remedy());
            }
            if (!again || now.fingerprint().equals(made.live().fingerprint())) {
                throw stale;
            }
            return foundation.on(now);
        } catch (SQLException e) {
            stale.addSuppressed(e);
            throw stale;
        }
    }
}
