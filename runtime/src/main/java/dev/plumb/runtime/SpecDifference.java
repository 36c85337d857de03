package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.Rules;
import dev.plumb.environment.database.ConnectionSettings;
import dev.plumb.environment.database.Database;
import dev.plumb.environment.database.UrlDatabase;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Refusal;
import dev.plumb.runtime.apply.ApplyListener;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.policy.Conditions;
import dev.plumb.runtime.policy.Gate;
import dev.plumb.runtime.policy.Policy;
import dev.plumb.schema.sql.SqlNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/** What one version of a spec changes in another, on a server that holds nothing of either. */
public final class SpecDifference {
    private final Database server;

    /** @param server on which databases may be created; it asks for no password */
    public SpecDifference(Database server) {
        this.server = server;
    }

    /**
     * The plan that leads from the one to the other, as far as that can be known without rows.
     *
     * @param environment whose variables and namespace are taken; its rules have nothing to say
     * @param name what the plan calls the two
     * @throws dev.plumb.source.SpecException when one of the specs is not valid
     */
    public Plan between(Project base, Project head, Environment environment, String name) {
        String scratch = "plumb_diff_" + UUID.randomUUID().toString().replace("-", "");
        Environment both = new Environment(
                name, environment.namespace(), environment.target(), environment.variables(), Rules.DEFAULT);
        onServer("create database " + SqlNames.quote(scratch) + " template template0 encoding 'UTF8'");
        try {
            apply(base, both, scratch);
            try (Plumb plumb = new Plumb(head, both, database(scratch), List.of())) {
                return plumb.plan().plan();
            }
        } finally {
            onServer("drop database if exists " + SqlNames.quote(scratch) + " with (force)");
        }
    }

    /** What the rules of an environment have against such a plan, as far as its database need not be asked. */
    public static List<Refusal> refusals(Plan plan, Environment environment) {
        return new Gate(environment, new Policy(environment.rules()), Conditions.UNKNOWN).standing(plan);
    }

    private void apply(Project base, Environment both, String scratch) {
        try (Plumb plumb = new Plumb(base, both, database(scratch), List.of())) {
            plumb.apply(plumb.planToApply(), Approval.SAFE_ONLY, ApplyOptions.DEFAULT, ApplyListener.SILENT);
        }
    }

    private Database database(String name) {
        ConnectionSettings settings =
                ConnectionSettings.parse(server.libpqUrl()).withDatabase(name);
        return UrlDatabase.withoutPassword(settings);
    }

    private void onServer(String sql) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw DatabaseException.during("making room for a comparison", e);
        }
    }
}
