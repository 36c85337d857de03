package dev.plumb.runtime;

import dev.plumb.environment.Databases;
import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.SandboxName;
import dev.plumb.environment.database.Database;
import dev.plumb.runtime.apply.LedgerUpgrade;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.failure.WrongTargetException;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.ledger.SandboxTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Makes environments of somebody's own beside the declared ones. What is in them, an apply says. */
public final class Sandboxes {
    private final Project project;

    public Sandboxes(Project project) {
        this.project = project;
    }

    /**
     * A sandbox.
     *
     * @param until when it is wanted no more
     * @param isNew whether it was not there before
     */
    public record Sandbox(Environment environment, Instant until, boolean isNew) {}

    /**
     * Makes a sandbox, or lets one live longer.
     *
     * @param base whoever its {@linkplain Project#base tenants} are
     * @param time from now
     * @throws RefusedException when the environment is protected
     * @throws WrongTargetException when the database is another environment's
     */
    public Sandbox create(Environment base, SandboxName name, Duration time) {
        if (base.rules().isProtected()) {
            throw new RefusedException(
                    base.name() + " is protected, so nothing is made beside it",
                    "choose another environment for the sandbox");
        }
        Environment environment = base.sandbox(name);
        NamespaceKey key = key(environment);
        try (Database database = Databases.open(project, base)) {
            try (Connection connection = database.connect()) {
                new Ledger(Fingerprints.ALL, new TargetCheck(project, base)::pass).state(connection, key(base));
                LedgerUpgrade.run(database::connect);
                boolean known = new Ledger(Fingerprints.ALL)
                        .state(connection, key)
                        .residence()
                        .sandbox();
                return new Sandbox(environment, SandboxTable.keep(connection, key, environment.name(), time), !known);
            }
        } catch (SQLException e) {
            throw DatabaseException.during("making the sandbox " + environment.name(), e);
        }
    }

    private NamespaceKey key(Environment environment) {
        return new NamespaceKey(project.name(), environment.namespace());
    }
}
