package dev.plumb.cli;

import dev.plumb.environment.Project;
import dev.plumb.environment.Tenancy;
import dev.plumb.plan.Effects;
import dev.plumb.plan.render.JsonDocuments;
import dev.plumb.runtime.Approval;
import dev.plumb.runtime.Fleet;
import dev.plumb.runtime.FleetApply;
import dev.plumb.runtime.FleetFiles;
import dev.plumb.runtime.FleetPlan;
import dev.plumb.runtime.FleetResult;
import dev.plumb.runtime.TenantGroup;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.tenant.Waves;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The commands that are about all tenants of an environment, or several of them. */
record FleetCommands(Session session, Project project, Tenancy tenancy, OutputOptions output) {
    /** What an apply would do to each. */
    ExitCode plan(boolean json, boolean check) {
        try (Fleet fleet = Fleet.open(project, tenancy)) {
            FleetPlan plan = fleet.plan();
            output.write(
                    session,
                    json
                            ? JsonDocuments.write(FleetDocument.of(FleetView.of(plan)))
                            : text(plan).plans(session.nextCommands(project, tenancy.environment())));
            removals(new FleetApply(fleet, ApplyOptions.DEFAULT, waves(OptionalInt.empty())), plan);
            return check && !plan.differing().isEmpty() ? ExitCode.DIFFERENCES : ExitCode.OK;
        }
    }

    /** The same, written into a file that can be applied; the text is for whoever looks on. */
    ExitCode planInFile(boolean check) {
        try (Fleet fleet = Fleet.open(project, tenancy)) {
            FleetPlan plan = fleet.plan();
            output.write(session, new FleetFiles(project, fleet).make(plan).write());
            session.surroundings()
                    .out()
                    .print(new FleetText(FleetView.of(plan), session.resultStyle())
                            .plans(session.nextCommands(project, tenancy.environment())
                                    .map(n -> n.applying(output.file()))));
            removals(new FleetApply(fleet, ApplyOptions.DEFAULT, waves(OptionalInt.empty())), plan);
            return check && !plan.differing().isEmpty() ? ExitCode.DIFFERENCES : ExitCode.OK;
        }
    }

    /** How they stand to the spec. */
    ExitCode status(boolean json, boolean check) {
        try (Fleet fleet = Fleet.open(project, tenancy)) {
            FleetPlan plan = fleet.plan();
            output.write(
                    session,
                    json
                            ? JsonDocuments.write(FleetDocument.of(FleetView.of(plan)))
                            : text(plan).summary());
            return check && !plan.differing().isEmpty() ? ExitCode.DIFFERENCES : ExitCode.OK;
        }
    }

    /** Records that somebody approves what would be done to them; with a digest, only of those of which it is the digest. */
    ExitCode approve(FleetApproval approval) {
        try (Fleet fleet = Fleet.open(project, tenancy)) {
            FleetPlan plan = fleet.plan();
            FleetApply apply = new FleetApply(fleet, ApplyOptions.DEFAULT, waves(OptionalInt.empty()));
            approval.digest().ifPresent(d -> apply.expect(plan, d));
            session.surroundings().out().print(text(plan).plans(Optional.empty()));
            for (TenantGroup group : plan.differing()) {
                apply.approve(group, approval.expiry(), approval.reason());
                session.surroundings()
                        .out()
                        .print("\napproved for " + tenancy.environment() + ": effects "
                                + Effects.shortened(group.plan().effects().digest()) + "\n");
            }
            return ExitCode.OK;
        }
    }

    /** What {@code apply} was asked for. */
    record Request(
            ApprovalOptions approval,
            Optional<String> expected,
            ApplyOptions options,
            OptionalInt parallel,
            boolean json) {}

    /** Makes them as declared, after asking. */
    ExitCode apply(Request request) {
        try (Fleet fleet = Fleet.open(project, tenancy)) {
            FleetPlan plan = fleet.plan();
            FleetApply apply = new FleetApply(fleet, request.options(), waves(request.parallel()));
            request.expected().ifPresent(digest -> apply.expect(plan, digest));
            request.approval()
                    .check(plan.differing().stream().map(TenantGroup::plan).toList());
            if (!plan.differing().isEmpty()) {
                FleetReport report = report(plan, request.json());
                report.show(request.approval());
                review(apply, plan, request.approval().approval());
                report.ask(request.approval());
            }
            return run(apply, plan, request.json());
        }
    }

    private Waves waves(OptionalInt parallel) {
        return waves(tenancy, parallel);
    }

    static Waves waves(Tenancy tenancy, OptionalInt parallel) {
        return new Waves(tenancy.canary(), parallel.orElse(tenancy.parallel()), tenancy.maxFailed());
    }

    private FleetText text(FleetPlan plan) {
        return new FleetText(FleetView.of(plan), output.style(session));
    }

    private FleetReport report(FleetPlan plan, boolean json) {
        return new FleetReport(session, output, FleetView.of(plan), json);
    }

    private void review(FleetApply apply, FleetPlan plan, Approval approval) {
        try {
            apply.review(plan, approval, session.applyCommand(project, tenancy.environment()));
        } catch (RefusedException e) {
            removals(apply, plan);
            throw e;
        }
    }

    private void removals(FleetApply apply, FleetPlan plan) {
        apply.removalsToDeclare(plan).ifPresent(session.messages()::show);
    }

    /** Applies to all that is left to do, without a question: somebody was asked before. */
    ExitCode applyAnew() {
        try (Fleet fleet = Fleet.open(project, tenancy)) {
            FleetPlan plan = fleet.plan();
            FleetApply apply = new FleetApply(fleet, ApplyOptions.DEFAULT, waves(OptionalInt.empty()));
            review(apply, plan, Approval.SAFE_ONLY);
            return run(apply, plan, false);
        }
    }

    private ExitCode run(FleetApply apply, FleetPlan plan, boolean json) {
        FleetReport report = report(plan, json);
        FleetProgress progress = report.progress();
        FleetResult result =
                session.surroundings().interruption().during(apply::stop, () -> apply.apply(plan, progress));
        return report.tell(result);
    }

    /** What somebody approves. */
    record FleetApproval(Optional<String> digest, Optional<Duration> expiry, Optional<String> reason) {}
}
