package dev.plumb.runtime.canonical;

import dev.plumb.plan.Action;
import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Step;
import dev.plumb.runtime.catalog.CatalogReader;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.sql.NameMap;
import dev.plumb.source.SpecException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;

/**
 * The proof of a plan that fills empty schemas in one transaction, left to the transaction that applies it: the statements run
 * where they are meant to, and before the commit the same reader must find the desired state. It proves more than copies could,
 * and the statements of a large schema run once instead of twice.
 */
public final class LateProof {
    /** A small plan is proved on copies in no time, and what is wrong is found before anything begins. */
    private static final int MANY_STEPS = 400;

    private final CatalogState live;
    private final CanonicalSchema desired;
    private final Plan shown;
    private final Function<NameMap, Plan> planning;
    private final Map<DirectoryPath, String> schemas;

    /** @param planning makes the same plan in other names */
    LateProof(
            CatalogState live,
            CanonicalSchema desired,
            Plan shown,
            Function<NameMap, Plan> planning,
            Map<DirectoryPath, String> schemas) {
        this.live = live;
        this.desired = desired;
        this.shown = shown;
        this.planning = planning;
        this.schemas = Map.copyOf(schemas);
    }

    /** Whether the transaction that applies a plan is all of it, and finds nothing there before. */
    static boolean suits(CatalogState live, Plan plan) {
        return plan.steps().size() >= MANY_STEPS
                && plan.blockers().isEmpty()
                && live.schema().directories().stream()
                        .allMatch(d -> d.objects().isEmpty())
                && plan.changes().stream().allMatch(c -> c.action() == Action.CREATE)
                && plan.steps().stream().allMatch(s -> s.mode() == Step.Mode.TRANSACTIONAL)
                && plan.steps().stream().map(Step::transaction).distinct().count() == 1;
    }

    /**
     * Looks at what the statements have led to.
     *
     * @param transaction in which all of them have run; not committed unless this returns
     * @param beside in no transaction, to ask whether texts mean the same
     * @throws ProofException when it is not the desired state
     */
    public void check(Connection transaction, Connection beside) throws SQLException {
        CatalogState reached = CatalogReader.live().read(transaction, schemas);
        proof(beside).checkReached(reached);
    }

    /**
     * Tries the plan on copies, after a statement of it failed: finds out whether a declaration is at fault, and where it stands.
     *
     * @param connection in no transaction
     * @throws SpecException when the server refuses a declaration
     * @throws ProofException when the plan is wrong by itself
     */
    public void explain(Connection connection) throws SQLException {
        proof(connection).check(planning, Map.of());
    }

    private Proof proof(Connection connection) {
        return new Proof(new Environment(connection, schemas), live, live, desired, shown);
    }
}
