package dev.plumb.runtime;

import dev.plumb.environment.Databases;
import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.ledger.PastRun;
import dev.plumb.runtime.ledger.PastRuns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What was applied to an environment, by whom, and from which commit. */
public final class RunHistory {
    private final Project project;
    private final Environment environment;

    public RunHistory(Project project, Environment environment) {
        this.project = project;
        this.environment = environment;
    }

    /**
     * The runs of the environment, the newest first; none when nothing was ever applied.
     *
     * @param most at most so many
     */
    public List<PastRun> latest(int most) {
        try (Database database = Databases.open(project, environment);
                Connection connection = database.connect()) {
            NamespaceKey key = new NamespaceKey(project.name(), environment.namespace());
            LedgerState state =
                    new Ledger(Fingerprints.ALL, new TargetCheck(project, environment)::pass).state(connection, key);
            return state.namespace().isEmpty()
                    ? List.of()
                    : PastRuns.latest(connection, state.namespace().get().id(), most);
        } catch (SQLException e) {
            throw DatabaseException.during("reading the history of " + environment.name(), e);
        }
    }
}
