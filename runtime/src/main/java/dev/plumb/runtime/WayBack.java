package dev.plumb.runtime;

import dev.plumb.plan.Blocker;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Step;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.runtime.canonical.MadePlan;
import dev.plumb.runtime.canonical.PlanMaker;
import dev.plumb.runtime.canonical.Target;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Spec;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        Set<String> notOurs = endingReplacements(reached, before, forth);
        List<Step> here = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        Map<DirectoryPath, String> marked = ChangesetSql.marked(made.schemas().keySet());
        List<Step> anywhere = made.relocation().to(marked).steps();
        for (int i = 0; i < anywhere.size(); i++) {
            Step step = made.plan().steps().get(i);
            if (step.fill().isEmpty() && !notOurs.contains(step.sql())) {
                here.add(step);
                steps.add(anywhere.get(i));
            }
        }
        if (steps.isEmpty()) {
            return List.of();
        }
        if (alone) {
            return List.of(
                    steps.stream().flatMap(s -> ChangesetSql.of(s).stream()).toList());
        }
        boolean together = fitsOneTransaction(inTransaction(here, filling(made.plan(), before, made.schemas())));
        List<String> filling = filling(made.plan(), before, marked);
        return together ? List.of(inTransaction(steps, filling)) : byTransaction(steps, filling);
    }

    private static List<String> inTransaction(List<Step> steps, List<String> filling) {
        return Stream.concat(steps.stream().flatMap(s -> ChangesetSql.inTransaction(s).stream()), filling.stream())
                .toList();
    }

    /**
     * Fills what comes back once everything is called what it was called, since a swap on the way would wait for what functions have to
     * compute.
     */
    private static List<String> filling(Plan back, LiveSpec before, Map<DirectoryPath, String> schemas) {
        Map<Address, Set<String>> columns = new LinkedHashMap<>();
        back.steps().stream().flatMap(s -> s.fill().stream()).forEach(f -> columns.computeIfAbsent(
                        f.table(), t -> new LinkedHashSet<>())
                .addAll(f.columns().stream().map(PlumbingNames::replaced).toList()));
        return columns.entrySet().stream()
                .flatMap(c -> before.filling(c.getKey(), false, schemas).of(List.copyOf(c.getValue())).stream())
                .toList();
    }

    /**
     * The statements that would end the replacements of computed columns that were under way before and still are. The changeset that began
     * them takes them back.
     */
    private Set<String> endingReplacements(LiveSpec reached, LiveSpec before, Plan forth) throws SQLException {
        if (before.replacements().isEmpty() || !before.replacements().equals(reached.replacements())) {
            return Set.of();
        }
        Spec present = new Spec(reached.schema(), Map.of());
        return makers
                .apply(connection, new Target(forth.environment(), prefix, reached.addresses(), Set.of()))
                .make(present)
                .plan()
                .steps()
                .stream()
                .map(Step::sql)
                .collect(Collectors.toSet());
    }

    private static List<List<String>> byTransaction(List<Step> steps, List<String> filling) {
        Map<Integer, List<String>> transactions = new TreeMap<>();
        for (Step step : steps) {
            transactions
                    .computeIfAbsent(step.transaction(), t -> new ArrayList<>())
                    .addAll(ChangesetSql.inTransaction(step));
        }
        transactions.values().stream().reduce((first, second) -> second).ifPresent(last -> last.addAll(filling));
        return List.copyOf(transactions.values());
    }

    /** Tries it, and takes it back. */
    private boolean fitsOneTransaction(List<String> statements) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
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
