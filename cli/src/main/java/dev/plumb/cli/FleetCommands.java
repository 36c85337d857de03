package dev.plumb.cli;

import dev.plumb.environment.Project;
import dev.plumb.environment.Tenancy;
import dev.plumb.plan.Effects;
import dev.plumb.plan.render.JsonDocuments;
import dev.plumb.runtime.Approval;
import dev.plumb.runtime.Fleet;
import dev.plumb.runtime.FleetApply;
import dev.plumb.runtime.FleetPlan;
import dev.plumb.runtime.FleetResult;
import dev.plumb.runtime.TenantGroup;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.failure.PartialException;
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
                            ? JsonDocuments.write(FleetDocument.of(plan))
                            : text(plan).plans(session.nextCommands(project, tenancy.environment())));
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
                            ? JsonDocuments.write(FleetDocument.of(plan))
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
                show(plan, request);
                review(apply, plan, request.approval().approval());
                ask(plan, request.approval());
            }
            FleetProgress progress = new FleetProgress(
                    session.messages(), plan.size() - plan.inPlumb().size());
            FleetResult result =
                    session.surroundings().interruption().during(apply::stop, () -> apply.apply(plan, progress));
            return report(plan, result, request.json());
        }
    }

    private Waves waves(OptionalInt parallel) {
        return new Waves(tenancy.canary(), parallel.orElse(tenancy.parallel()), tenancy.maxFailed());
    }

    private FleetText text(FleetPlan plan) {
        return new FleetText(plan, output.style(session));
    }

    private void show(FleetPlan plan, Request request) {
        boolean asResult = !request.json() && !output.isFile();
        if (asResult) {
            output.write(session, text(plan).plans(Optional.empty()));
        }
        boolean seen = asResult && session.surroundings().terminals().contains(Surroundings.Stream.OUT);
        if (!request.approval().yes() && session.surroundings().canAsk() && !seen) {
            session.messages().show(new FleetText(plan, session.errorStyle()).plans(Optional.empty()));
        }
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

    private void ask(FleetPlan plan, ApprovalOptions approval) {
        int tenants = plan.size() - plan.inPlumb().size();
        approval.ask(session, "Apply this to " + Counts.of(tenants, "tenant") + " of " + tenancy.environment() + "?");
    }

    private ExitCode report(FleetPlan plan, FleetResult result, boolean json) {
        if (json) {
            output.write(session, JsonDocuments.write(FleetDocument.of(plan, result)));
        } else {
            String shown =
                    plan.differing().isEmpty() || output.isFile() ? text(plan).plans(Optional.empty()) : "";
            String became = plan.differing().isEmpty() ? "" : text(plan).result(result);
            output.write(session, shown + (became.isEmpty() ? "" : "\n" + became));
        }
        if (!result.isComplete()) {
            throw new FleetFailure(result, exitCode(result));
        }
        return ExitCode.OK;
    }

    /** Some of it done and some not is 6; when nothing was, it is what the first failure says. */
    private static ExitCode exitCode(FleetResult result) {
        boolean partly = !result.applied().isEmpty()
                || result.failed().isEmpty()
                || result.failed().values().stream().anyMatch(PartialException.class::isInstance);
        return partly
                ? ExitCode.PARTIAL
                : Failures.explain(result.failed().values().iterator().next()).exitCode();
    }

    /** What somebody approves. */
    record FleetApproval(Optional<String> digest, Optional<Duration> expiry, Optional<String> reason) {}
}
