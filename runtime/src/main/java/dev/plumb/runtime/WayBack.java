package dev.plumb.runtime;

import dev.plumb.plan.Blocker;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Step;
import dev.plumb.runtime.canonical.MadePlan;
import dev.plumb.runtime.canonical.PlanMaker;
import dev.plumb.runtime.canonical.Target;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.schema.Address;
import dev.plumb.schema.Spec;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** How a changeset is taken back: by a plan from what then stands there to what stood there before, which is proved and tried. */
final class WayBack {
    /** A new value of an enum can be used only once it is committed. */
    private static final String UNSAFE_NEW_VALUE = "55P04";

    private final Connection connection;
    private final String prefix;
    private final BiFunction<Connection, Target, PlanMaker> makers;

    /**
     * @param connection in autocommit mode, to a database that nobody else uses
     * @param prefix of the schemas there
     */
    WayBack(Connection connection, String prefix, BiFunction<Connection, Target, PlanMaker> makers) {
        this.connection = connection;
        this.prefix = prefix;
        this.makers = makers;
    }

    /**
     * The statements, in the names of any environment.
     *
     * @param forth the plan that the changeset is of
     * @param alone whether they run outside of any transaction
     * @return in the order in which they run, as many transactions as it takes; empty when there is nothing to take back
     */
    List<List<String>> from(LiveSpec reached, LiveSpec before, Plan forth, boolean alone) throws SQLException {
        Set<Address> present = reached.addresses();
        Spec former = new Spec(new RenameHints(forth.changes(), present).in(before.schema()), Map.of());
        MadePlan made = makers.apply(connection, new Target(forth.environment(), prefix, present, Set.of()))
                .make(former);
        if (!made.plan().blockers().isEmpty()) {
            throw new RefusedException(
                    "there is no way back: "
                            + made.plan().blockers().stream()
                                    .map(Blocker::sentence)
                                    .collect(Collectors.joining("\n"))
                            + "\nnothing was written",
                    "make this change in an environment with plumb apply, or write its changelog by hand");
        }
        Plan anywhere = made.relocation().to(ChangesetSql.marked(made.schemas().keySet()));
        List<Step> steps =
                anywhere.steps().stream().filter(s -> s.fill().isEmpty()).toList();
        if (steps.isEmpty()) {
            return List.of();
        }
        if (alone) {
            return List.of(
                    steps.stream().flatMap(s -> ChangesetSql.of(s).stream()).toList());
        }
        return fitsOneTransaction(made.plan().steps())
                ? List.of(steps.stream()
                        .flatMap(s -> ChangesetSql.inTransaction(s).stream())
                        .toList())
                : byTransaction(steps);
    }

    private static List<List<String>> byTransaction(List<Step> steps) {
        Map<Integer, List<String>> transactions = new TreeMap<>();
        for (Step step : steps) {
            transactions
                    .computeIfAbsent(step.transaction(), t -> new ArrayList<>())
                    .addAll(ChangesetSql.inTransaction(step));
        }
        return List.copyOf(transactions.values());
    }

    /** Tries it, and takes it back. */
    private boolean fitsOneTransaction(List<Step> steps) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (Step step : steps) {
                if (step.fill().isEmpty()) {
                    for (String sql : ChangesetSql.inTransaction(step)) {
                        statement.execute(sql);
                    }
                }
            }
            return true;
        } catch (SQLException e) {
            if (UNSAFE_NEW_VALUE.equals(e.getSQLState())) {
                return false;
            }
            throw DatabaseException.during("trying the way back of a changeset", e);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
