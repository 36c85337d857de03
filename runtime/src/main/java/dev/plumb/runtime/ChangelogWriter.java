package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.migration.ChangelogTables;
import dev.plumb.migration.Changelogs;
import dev.plumb.migration.ChangesetFailedException;
import dev.plumb.migration.ChangesetListener;
import dev.plumb.migration.ChangesetState;
import dev.plumb.migration.changelog.Changelog;
import dev.plumb.migration.changelog.Changeset;
import dev.plumb.plan.Blocker;
import dev.plumb.plan.DataMigration;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Unfilled;
import dev.plumb.runtime.apply.LedgerUpgrade;
import dev.plumb.runtime.canonical.MadePlan;
import dev.plumb.runtime.canonical.PlanMaker;
import dev.plumb.runtime.canonical.Target;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.schema.Spec;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The changelogs of a project and what they come to, on a server that holds nothing of it. An environment is not looked at: they are one
 * list for all of them, so what the next one holds is what the list lacks.
 */
public final class ChangelogWriter implements AutoCloseable {
    private static final String SCHEMA = "plumb";

    private final Project project;
    private final Environment environment;
    private final Database server;
    private final Functions functions;

    /**
     * @param environment whose variables and namespace are taken
     * @param server on which databases may be created; it asks for no password; closed with this
     */
    public ChangelogWriter(Project project, Environment environment, Database server) {
        ChangelogNamespace.check(environment);
        this.project = project;
        this.environment = environment;
        this.server = server;
        this.functions = new Functions(project, List.of());
    }

    /**
     * The changelog that is missing.
     *
     * @param name of what it is for
     * @param path below the project
     * @return empty when the changelogs come to what is declared
     * @throws dev.plumb.source.SpecException when the spec or the changelogs are not valid
     * @throws RefusedException when there is no way to the declared schema
     */
    public Optional<Draft> next(String name, String path) {
        return replayed((connection, made) -> {
            if (made.plan().steps().isEmpty() && made.plan().blockers().isEmpty()) {
                return Optional.empty();
            }
            refuseBlocked(made.plan());
            List<Changeset> changesets =
                    new ChangelogDraft(connection, environment.namespace(), this::maker, name, made).changesets();
            return Optional.of(new Draft(made.plan(), new Changelog(path, changesets)));
        });
    }

    private static void refuseBlocked(Plan plan) {
        if (!plan.blockers().isEmpty()) {
            throw new RefusedException(
                    plan.blockers().stream().map(Blocker::sentence).collect(Collectors.joining("\n"))
                            + "\nnothing was written",
                    plan.blockers().stream().map(Blocker::remedy).distinct().collect(Collectors.joining("; "))
                            + "; by hand means here: in a changelog that you write");
        }
    }

    /**
     * What is missing, and how it is written.
     *
     * @param plan what leads from the changelogs to what is declared
     */
    public record Draft(Plan plan, Changelog changelog) {}

    /**
     * The plan that leads from what all changelogs come to, run from the first on an empty database, to what is declared: empty of
     * changes when they agree.
     *
     * @throws dev.plumb.source.SpecException when the spec or the changelogs are not valid
     */
    public Plan verify() {
        return replayed((connection, made) -> made.plan());
    }

    private interface Look<T> {
        T at(Connection connection, MadePlan made) throws SQLException;
    }

    private <T> T replayed(Look<T> look) {
        SpecFiles files = SpecFiles.of(project);
        Spec spec = files.read();
        try (ScratchDatabase scratch = new ScratchDatabase(server);
                Database database = scratch.database()) {
            LedgerUpgrade.run(database::connect);
            try (Connection connection = database.connect()) {
                takeNoNotes(connection);
                Set<String> ids = replay(connection);
                List<DataMigration> data = files.data().stream()
                        .filter(m -> !ids.contains(m.file()))
                        .toList();
                LiveSpec live = LiveSpec.read(connection, environment.namespace());
                Target target = new Target(
                        ChangelogNamespace.ENVIRONMENT,
                        environment.namespace(),
                        live.addresses(),
                        Unfilled.NONE,
                        Map.of(),
                        Map.of(),
                        Set.of(),
                        Set.of(),
                        data);
                return look.at(connection, maker(connection, target).make(spec));
            }
        } catch (SQLException e) {
            throw DatabaseException.during("adding up the changelogs", e);
        }
    }

    /** There is no worker here, and what replaces a column waits until none are open. */
    private static void takeNoNotes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create function plumb.no_note() returns trigger language plpgsql as 'begin return null; end'");
            statement.execute("create trigger no_note before insert on plumb.note"
                    + " for each row execute function plumb.no_note()");
        }
    }

    private PlanMaker maker(Connection connection, Target target) {
        return new PlanMaker(
                        connection,
                        target,
                        functions.get(),
                        environment.variables().texts())
                .supposingRows();
    }

    /** Runs all of them; answers with the identities of Plumb's own. */
    private Set<String> replay(Connection connection) throws SQLException {
        Changelogs changelogs =
                new Changelogs(project.root(), connection, environment.namespace(), new ChangelogTables(SCHEMA, ""));
        List<ChangesetState> all = changelogs.states();
        if (!all.isEmpty()) {
            try {
                changelogs.up(all, Duration.ZERO, ChangesetListener.SILENT);
            } catch (ChangesetFailedException e) {
                throw DatabaseException.during("running " + e.changeset() + " on an empty database", e.answer());
            }
        }
        return all.stream()
                .filter(s -> s.author().equals(Changeset.AUTHOR))
                .map(ChangesetState::id)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        try {
            functions.close();
        } finally {
            server.close();
        }
    }
}
