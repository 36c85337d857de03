package dev.plumb.cli;

import dev.plumb.environment.Project;
import dev.plumb.environment.Tenancy;
import dev.plumb.plan.Effects;
import dev.plumb.runtime.Approval;
import dev.plumb.runtime.Fleet;
import dev.plumb.runtime.FleetFiles;
import dev.plumb.runtime.FleetFiles.Pending;
import dev.plumb.runtime.FleetResult;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.failure.WrongTargetException;
import dev.plumb.runtime.planfile.FleetPlanFile;
import java.util.Optional;

/**
 * What is done with the plans of tenants in a file.
 *
 * @param environment of the command line; without it the file's own
 */
record FleetFileCommands(
        Session session, Project project, Optional<String> environment, FleetPlanFile file, OutputOptions output) {
    private Tenancy tenancy() {
        String name = environment.orElse(file.environment());
        return project.tenancy(Optional.of(name))
                .orElseThrow(() -> new WrongTargetException(
                        "the plan file was made for tenants of " + file.environment() + ", and " + name
                                + " has none, so nothing was applied",
                        "name the environment that it was made for (-e), or make a plan for this one"));
    }

    /** Applies exactly the plans of the file, after asking. */
    ExitCode apply(FleetCommands.Request request) {
        Tenancy tenancy = tenancy();
        if (request.options().detached()) {
            throw new UsageException(
                    "--backfill detach is about one namespace, and the plan file is for tenants",
                    "apply it without that, or apply without a file: --tenant NAME --backfill detach");
        }
        try (Fleet fleet = Fleet.open(project, tenancy)) {
            FleetFiles files = new FleetFiles(project, fleet);
            Pending pending = files.check(file);
            FleetView view = FleetView.of(tenancy.environment(), pending);
            request.expected().ifPresent(digest -> files.expect(pending, digest));
            request.approval().check(view.plans());
            FleetReport report = new FleetReport(session, output, view, request.json());
            if (!view.differing().isEmpty()) {
                report.show(request.approval());
                review(files, pending, request.approval().approval());
                report.ask(request.approval());
            }
            FleetProgress progress = report.progress();
            FleetResult result = session.surroundings()
                    .interruption()
                    .during(
                            files::stop,
                            () -> files.apply(
                                    pending,
                                    request.options(),
                                    FleetCommands.waves(tenancy, request.parallel()),
                                    progress));
            return report.tell(result);
        }
    }

    private void review(FleetFiles files, Pending pending, Approval approval) {
        try {
            files.review(pending, approval, session.applyCommand(project, file.environment()));
        } catch (RefusedException e) {
            files.removalsToDeclare(pending).ifPresent(session.messages()::show);
            throw e;
        }
    }

    /** Records that somebody approves the plans of the file. */
    ExitCode approve(FleetCommands.FleetApproval approval) {
        Tenancy tenancy = tenancy();
        try (Fleet fleet = Fleet.open(project, tenancy)) {
            FleetFiles files = new FleetFiles(project, fleet);
            Pending pending = files.check(file);
            approval.digest().ifPresent(d -> files.expect(pending, d));
            FleetView view = FleetView.of(tenancy.environment(), pending);
            session.surroundings().out().print(new FleetText(view, session.resultStyle()).plans(Optional.empty()));
            for (FleetFiles.Group group : pending.groups()) {
                if (!group.plan().isInPlumb()) {
                    files.approve(group, approval.expiry(), approval.reason());
                    session.surroundings()
                            .out()
                            .print("\napproved for " + tenancy.environment() + ": effects "
                                    + Effects.shortened(group.plan().effects().digest()) + "\n");
                }
            }
            return ExitCode.OK;
        }
    }

    /** Refuses a file that cannot be applied any more. */
    void check() {
        try (Fleet fleet = Fleet.open(project, tenancy())) {
            new FleetFiles(project, fleet).check(file);
        }
    }
}
