package dev.plumb.runtime.apply;

import static dev.plumb.runtime.apply.HandMadePlan.DIRECTORY;
import static dev.plumb.runtime.apply.HandMadePlan.table;

import dev.plumb.plan.Action;
import dev.plumb.plan.Plan;
import dev.plumb.runtime.ledger.RunOrigin;
import dev.plumb.schema.DirectoryPath;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** A process that applies one schema and then sleeps in its second step until it is ended. */
final class ApplyInChild {
    private ApplyInChild() {}

    /**
     * @param arguments a JDBC URL, and the fingerprint of the database as it is
     */
    public static void main(String[] arguments) {
        Applier applier = new Applier(
                () -> DriverManager.getConnection(arguments[0]),
                ApplyFixture.KEY,
                ApplyFixture.FINGERPRINT,
                ApplyFixture.OPTIONS,
                new SplittableRandom(1),
                Backfill.NONE);
        ApplyRequest request = new ApplyRequest(
                plan(),
                new RunOrigin("test", Optional.empty(), "hash", "dir: app", "{}", "", Optional.empty()),
                new ApplyRequest.Basis(ApplyFixture.SCHEMAS, arguments[1], 0),
                Set.of(),
                List.of(),
                Map.<DirectoryPath, String>of(HandMadePlan.APP, "dev_app"),
                ApplyFixture.SCHEMAS,
                Arrival.PROVED);
        applier.apply(request, ApplyListener.SILENT);
    }

    private static Plan plan() {
        return new HandMadePlan()
                .change(Action.CREATE, DIRECTORY)
                .change(Action.ALTER, table("notes"))
                .step(DIRECTORY, "create schema dev_app")
                .alone(table("notes"), "select pg_sleep(600)")
                .build();
    }
}
