package dev.plumb.runtime;

import dev.plumb.environment.Databases;
import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.migration.ChangelogBusyException;
import dev.plumb.migration.ChangelogTables;
import dev.plumb.migration.Changelogs;
import dev.plumb.migration.ChangesetFailedException;
import dev.plumb.migration.ChangesetListener;
import dev.plumb.migration.ChangesetState;
import dev.plumb.migration.ChangesetState.Standing;
import dev.plumb.migration.changelog.Changeset;
import dev.plumb.runtime.apply.LedgerUpgrade;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.LockedException;
import dev.plumb.runtime.failure.PartialException;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.failure.StalePlanException;
import dev.plumb.runtime.failure.WrongTargetException;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.NamespaceKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The changelogs of a project on an environment's database. For one thread. */
public final class EnvironmentChangelogs implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Project project;
    private final Environment environment;
    private final Database database;
    private final ChangelogTables tables;
    private final Ledger ledger;

    private EnvironmentChangelogs(Project project, Environment environment, Database database) {
        this.project = project;
        this.environment = environment;
        this.database = database;
        this.tables = ChangelogTables.of(environment.namespace());
        this.ledger = new Ledger(Fingerprints.ALL, new TargetCheck(project, environment)::pass);
    }

    /** Opens an environment; an embedded server is started or shared. */
    public static EnvironmentChangelogs open(Project project, Environment environment) {
        ChangelogNamespace.check(environment);
        return new EnvironmentChangelogs(project, environment, Databases.open(project, environment));
    }

    /** Runs something of what {@link Changelogs} can. */
    private interface Running {
        void on(Changelogs changelogs, ChangesetListener listener) throws SQLException, ChangesetFailedException;
    }

    /**
     * Every changeset in its order, and whether it has run here.
     *
     * @throws WrongTargetException when the database is somebody else's
     * @throws dev.plumb.source.SpecException when a changelog cannot be understood, or was changed after it ran
     */
    public List<ChangesetState> status() {
        try (Connection connection = database.connect()) {
            return changelogs(connection).states();
        } catch (SQLException e) {
            throw DatabaseException.during("looking at " + database.description(), e);
        }
    }

    private Changelogs changelogs(Connection connection) throws SQLException {
        state(connection);
        return new Changelogs(project.root(), connection, environment.namespace(), tables);
    }

    /** Lets nobody but the environment's own pass. */
    private LedgerState state(Connection connection) throws SQLException {
        return ledger.state(connection, new NamespaceKey(project.name(), environment.namespace()));
    }

    /**
     * The changesets that are to run next.
     *
     * @param reach how far to go
     * @throws RefusedException when they would make again what applies have made
     */
    public List<ChangesetState> pending(ChangelogReach reach) {
        List<ChangesetState> all = status();
        try (Connection connection = database.connect()) {
            new AppliedSoFar(environment, ledger).refuse(connection, state(connection), all);
        } catch (SQLException e) {
            throw DatabaseException.during("looking at " + database.description(), e);
        }
        return reach.of(all.stream().filter(ChangesetState::isPending).toList());
    }

    /**
     * The changesets that would be taken back, the last that ran first.
     *
     * @param reach how far to go
     * @throws RefusedException when the way back of one is not known any more
     */
    public List<ChangesetState> ran(ChangelogReach reach) {
        List<ChangesetState> ran = reach.of(status().stream()
                .filter(s -> s.execution().isPresent())
                .sorted(Comparator.comparing((ChangesetState s) -> s.execution().orElseThrow())
                        .reversed())
                .toList());
        ran.stream().filter(s -> s.standing() == Standing.GONE).findFirst().ifPresent(gone -> {
            throw new RefusedException(
                    gone + " has run on " + environment.title()
                            + " and is in no file any more, so its way back is not known",
                    "put it back into its file as it was, then run the command again");
        });
        return ran;
    }

    /**
     * Runs changesets that are pending.
     *
     * @param pending the next of them, as shown
     * @param allowDestructive whether those that may lose something may run
     * @return how many were run; another process may have run the others
     * @throws RefusedException when one may lose something
     * @throws StalePlanException when some are still pending, since others are before them now
     * @throws LockedException when another process is at it
     * @throws PartialException when some are done and one failed
     * @throws DatabaseException when the first of them failed
     */
    public int up(List<ChangesetState> pending, boolean allowDestructive, ChangesetListener listener) {
        refuse(pending, allowDestructive);
        int done = run("plumb migrate up", listener, (c, l) -> c.up(pending, PATIENCE, l));
        if (done < pending.size()) {
            refuseMoved(pending, done);
        }
        return done;
    }

    private static void refuse(List<ChangesetState> pending, boolean allowDestructive) {
        List<ChangesetState> destructive = pending.stream()
                .filter(s -> s.labels().contains(Changeset.DESTRUCTIVE))
                .toList();
        if (!destructive.isEmpty() && !allowDestructive) {
            throw new RefusedException(
                    "destructive: "
                            + destructive.stream()
                                    .map(s -> s + " (" + s.comment() + ")")
                                    .collect(Collectors.joining(", ")),
                    "read these changesets, then allow them: --allow-destructive");
        }
    }

    /**
     * Takes changesets back.
     *
     * @param ran the last of them, as shown
     * @return how many were taken back; another process may have taken back the others
     * @throws StalePlanException when some are still there, since others have run after them
     * @throws LockedException when another process is at it
     * @throws PartialException when some are taken back and one failed
     * @throws DatabaseException when the first of them failed
     */
    public int rollback(List<ChangesetState> ran, ChangesetListener listener) {
        int done = run("plumb migrate rollback", listener, (c, l) -> c.rollback(ran, PATIENCE, l));
        if (done < ran.size()) {
            refuseMoved(ran, done);
        }
        return done;
    }

    private void refuseMoved(List<ChangesetState> shown, int done) {
        List<ChangesetState> left = status().stream().filter(shown::contains).toList();
        if (!left.isEmpty()) {
            throw new StalePlanException(
                    "what has run on " + environment.title() + " changed meanwhile, so that " + left.get(0)
                            + " is not the next one any more; " + done + " of " + shown.size() + " are done",
                    "run the command again, it shows what is next now");
        }
    }

    /**
     * Records what has not run as run.
     *
     * @param all the changelogs, to prove that their work is here
     * @throws RefusedException when it is not
     * @throws LockedException when another process is at it
     */
    public void sync(ChangelogWriter all) {
        new AlreadyThere(project, environment).prove(all);
        run("plumb migrate sync", ChangesetListener.SILENT, (c, l) -> c.sync(PATIENCE));
    }

    private int run(String command, ChangesetListener listener, Running running) {
        ChangelogRun run = new ChangelogRun(new OpenNotes(project, environment, database), listener);
        try {
            LedgerUpgrade.run(database::connect);
            run.through(() -> {
                try (Connection connection = database.connect()) {
                    running.on(changelogs(connection), run);
                }
            });
            return run.done();
        } catch (ChangelogBusyException e) {
            throw new LockedException(
                    String.valueOf(e.getMessage()),
                    "wait until it is done, then run the command again; a lock of Liquibase that nobody holds any more"
                            + " goes with liquibase release-locks");
        } catch (SQLException e) {
            throw DatabaseException.during(command + " on " + database.description(), e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
