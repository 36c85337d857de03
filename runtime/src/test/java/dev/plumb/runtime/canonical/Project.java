package dev.plumb.runtime.canonical;

import dev.plumb.plan.Plan;
import dev.plumb.plan.Step;
import dev.plumb.schema.Address;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Spec;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** A spec that changes, and the database that follows it; everything that a plan leads to is managed from then on. */
final class Project implements AutoCloseable {
    private final Database database;
    private Set<Address> managed = Set.of();

    Project(int major) throws SQLException {
        this.database = new Database(major);
    }

    Database database() {
        return database;
    }

    Set<Address> managed() {
        return managed;
    }

    MadePlan plan(String yaml) {
        return plan(Database.spec(yaml));
    }

    MadePlan plan(Spec spec) {
        return new PlanMaker(database.connection(), new Target("dev", "dev_", managed, Set.of())).make(spec);
    }

    /** Plans, runs the statements and gives back the plan. */
    Plan apply(String yaml) throws SQLException {
        MadePlan made = plan(yaml);
        if (!made.plan().blockers().isEmpty()) {
            throw new IllegalStateException(made.plan().blockers().toString());
        }
        for (Step step : made.plan().steps()) {
            try {
                database.execute(step.sql());
            } catch (SQLException e) {
                throw new IllegalStateException(step.sql(), e);
            }
        }
        managed = addresses(made.desired());
        return made.plan();
    }

    private static Set<Address> addresses(Schema schema) {
        Set<Address> addresses = new HashSet<>();
        schema.directories().forEach(d -> addresses.add(d.address()));
        ObjectKey.objects(schema)
                .forEach((address, object) ->
                        addresses.addAll(PartsOf.object(address, object).keySet()));
        return addresses;
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
