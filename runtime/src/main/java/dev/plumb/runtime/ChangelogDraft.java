package dev.plumb.runtime;

import dev.plumb.migration.changelog.Changeset;
import dev.plumb.plan.Change;
import dev.plumb.plan.Step;
import dev.plumb.runtime.canonical.MadePlan;
import dev.plumb.runtime.canonical.PlanMaker;
import dev.plumb.runtime.canonical.Target;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a changelog of a plan by running it, one changeset after the other, on a database that nobody else uses. The way back of each is
 * a plan itself, from what then stands there to what stood there before, so it is proved as every plan is.
 */
final class ChangelogDraft {
    /** What holds up others gives up after this long; the changeset is then taken back, and can be run again. */
    private static final String LOCK_TIMEOUT = "set local lock_timeout = '5s'";

    private final Connection connection;
    private final String prefix;
    private final BiFunction<Connection, Target, PlanMaker> makers;
    private final String stem;
    private final List<Changeset> changesets = new ArrayList<>();
    private final MadePlan made;
    private LiveSpec before;

    /**
     * @param connection in autocommit mode, to the database that the plan was made for
     * @param prefix of the schemas there
     * @param stem what the identities of its changesets begin with
     */
    ChangelogDraft(
            Connection connection,
            String prefix,
            BiFunction<Connection, Target, PlanMaker> makers,
            String stem,
            MadePlan made)
            throws SQLException {
        this.connection = connection;
        this.prefix = prefix;
        this.makers = makers;
        this.stem = stem;
        this.made = made;
        this.before = LiveSpec.read(connection, prefix);
    }

    /** Runs the plan and writes down what ran, and how it is taken back. */
    List<Changeset> changesets() throws SQLException {
        List<Step> here = made.plan().steps();
        List<Step> anywhere = made.relocation()
                .to(ChangesetSql.marked(made.schemas().keySet()))
                .steps();
        for (int first = 0; first < here.size(); ) {
            int after = end(here, first);
            changeset(here.subList(first, after), anywhere.subList(first, after));
            first = after;
        }
        return List.copyOf(changesets);
    }

    private static int end(List<Step> steps, int first) {
        int after = first + 1;
        while (after < steps.size()
                && steps.get(first).mode() == Step.Mode.TRANSACTIONAL
                && steps.get(after).transaction() == steps.get(first).transaction()) {
            after++;
        }
        return after;
    }

    private void changeset(List<Step> here, List<Step> anywhere) throws SQLException {
        Step first = here.get(0);
        boolean alone = first.mode() == Step.Mode.ALONE;
        run(here.stream().flatMap(s -> statements(s, made.schemas()).stream()).toList(), alone);
        List<String> statements = new ArrayList<>();
        if (!alone && here.stream().anyMatch(s -> !s.locks().isEmpty())) {
            statements.add(LOCK_TIMEOUT);
        }
        Map<DirectoryPath, String> marked = ChangesetSql.marked(made.schemas().keySet());
        anywhere.forEach(s -> statements.addAll(statements(s, marked)));
        LiveSpec reached = LiveSpec.read(connection, prefix);
        List<Change> destructive = destructive(here);
        List<List<String>> back = new WayBack(connection, prefix, makers).from(reached, before, made.plan(), alone);
        String about = about(here);
        changesets.add(new Changeset(
                first.data().map(Step.DataFile::path).orElseGet(this::id),
                about,
                !destructive.isEmpty(),
                statements,
                alone,
                back.isEmpty() ? List.of() : back.get(back.size() - 1),
                limits(here, destructive)));
        for (int i = back.size() - 2; i >= 0; i--) {
            changesets.add(new Changeset(
                    id(),
                    "only the first part of the way back from the one before",
                    false,
                    List.of("select 1"),
                    false,
                    back.get(i),
                    Optional.empty()));
        }
        before = reached;
    }

    private String id() {
        return stem + "-" + (changesets.size() + 1);
    }

    private void run(List<String> statements, boolean alone) throws SQLException {
        connection.setAutoCommit(alone);
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            if (!alone) {
                connection.commit();
            }
        } catch (SQLException e) {
            if (!alone) {
                connection.rollback();
            }
            throw DatabaseException.during("trying a changeset of the new changelog", e);
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** What is sent for a step in the given schemas. */
    private List<String> statements(Step step, Map<DirectoryPath, String> schemas) {
        return step.fill()
                .map(f -> before.filling(f.table(), true, schemas).of(f.columns()))
                .orElseGet(() -> ChangesetSql.of(step));
    }

    private List<Change> destructive(List<Step> steps) {
        Set<Address> touched =
                steps.stream().flatMap(s -> s.addresses().stream()).collect(Collectors.toSet());
        return made.plan().destructive().stream()
                .filter(c -> touched.contains(c.address()))
                .toList();
    }

    private static String about(List<Step> steps) {
        return steps.stream()
                .flatMap(s -> s.data().isPresent()
                        ? Stream.of(s.data().get().path())
                        : s.addresses().stream().map(Address::toString))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> limits(List<Step> steps, List<Change> destructive) {
        if (steps.get(0).data().isPresent()) {
            return Optional.of("what it wrote");
        }
        return destructive.isEmpty()
                ? Optional.empty()
                : Optional.of("the values that go with "
                        + destructive.stream().map(c -> c.address().toString()).collect(Collectors.joining(", "))
                        + "; the structure comes back without them");
    }
}
