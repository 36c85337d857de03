package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.Tenancy;
import dev.plumb.plan.Effects;
import dev.plumb.plan.Plan;
import dev.plumb.plan.render.JsonDocuments;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plan.render.PlanText;
import dev.plumb.plan.render.Style;
import dev.plumb.runtime.ApplyResult;
import dev.plumb.runtime.Plumb;
import dev.plumb.runtime.PreparedPlan;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.planfile.PlanFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Makes the database as declared, after asking. */
final class ApplyCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final PlanFileParameter planFile = PlanFileParameter.optional(
            "a file that 'plumb plan -o FILE' wrote: exactly that is applied, once (default: what a plan finds now)");

    private final ApprovalOptions approval = new ApprovalOptions();

    private final OutputOptions output = new OutputOptions();

    private final Option<ResultFormat> format = Option.of(ResultFormat.class, "FORMAT", "text or json", "--format");

    private final Option<Duration> lockTimeout = Option.of(
            Duration.class,
            new DurationConverter(),
            "TIME",
            "how long to wait for another apply to the same schemas (default: 10s)",
            "--lock-timeout");

    private final Option<BackfillMode> backfill = Option.of(
            BackfillMode.class,
            "MODE",
            "what to do about columns to fill: wait for them, or detach and leave them to 'plumb backfill run'"
                    + " (default: wait)",
            "--backfill");

    private final Option<Integer> parallel = Option.of(
            Integer.class,
            new ParallelConverter(),
            "N",
            "how many tenants are applied to at a time (default: 'parallel' of 'tenants' in plumb.yaml)",
            "--parallel");

    private final Option<String> expected = Option.of(
            String.class,
            "DIGEST",
            "apply only if the effects are those with this digest, of which 8 digits are enough",
            "--expect-digest");

    ApplyCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        List<Option<?>> options = Stream.of(
                        List.of(environment.option()),
                        approval.all(),
                        List.of(expected, backfill, lockTimeout, parallel, format, output.option()))
                .<Option<?>>flatMap(List::stream)
                .toList();
        return Verb.spec(this, "apply", "Shows the plan, asks, and makes the database as declared.", options)
                .addPositional(planFile.spec());
    }

    @Override
    public ExitCode call() {
        output.check(session);
        expected.value().ifPresent(d -> requireDigest("--expect-digest", d));
        Project project = session.project();
        return planFile.read(session)
                .map(saved ->
                        saved.<ExitCode>as(file -> apply(project, Optional.of(file)), file -> new FleetFileCommands(
                                        session, project, environment.name(), file, output)
                                .apply(request())))
                .orElseGet(() -> made(project));
    }

    private ExitCode made(Project project) {
        // What is left to others has to be told of each tenant.
        Optional<Tenancy> tenancy = options().detached() ? Optional.empty() : project.tenancy(environment.name());
        return tenancy.map(t -> new FleetCommands(session, project, t, output).apply(request()))
                .orElseGet(() -> apply(project, Optional.empty()));
    }

    private ExitCode apply(Project project, Optional<PlanFile> file) {
        parallel.value().ifPresent(ApplyCommand::refuseParallel);
        Environment target = environment.of(project, file);
        try (Plumb plumb = Plumb.open(project, target)) {
            Candidate candidate = file.map(f -> fromFile(plumb, f)).orElseGet(() -> made(plumb));
            Plan plan = candidate.plan();
            approval.check(plan);
            if (!plan.isEmpty()) {
                showBefore(plan);
                refuse(plumb, plan, session.applyCommand(project, target.name()));
                approval.ask(session, "Apply this to " + target.name() + "?");
            }
            ApplyProgress progress = new ApplyProgress(session.messages());
            // An apply hears by itself that it shall end; the process only has to wait for it.
            ApplyResult result =
                    session.surroundings().interruption().during(() -> {}, () -> candidate.apply(progress));
            report(plan, result, progress);
            return ExitCode.OK;
        }
    }

    private FleetCommands.Request request() {
        return new FleetCommands.Request(
                approval,
                expected.value(),
                options(),
                parallel.value().map(OptionalInt::of).orElseGet(OptionalInt::empty),
                format.or(ResultFormat.TEXT) == ResultFormat.JSON);
    }

    private static void refuseParallel(int number) {
        throw new UsageException(
                "--parallel " + number
                        + " says how many tenants are applied to at a time, and this is about one namespace",
                "leave it out");
    }

    /** A plan and how it is applied. */
    private record Candidate(Plan plan, Function<ApplyProgress, ApplyResult> applying) {
        ApplyResult apply(ApplyProgress progress) {
            return applying.apply(progress);
        }
    }

    private Candidate made(Plumb plumb) {
        PreparedPlan prepared = approval.yes() ? plumb.planToApply() : plumb.plan();
        expected.value().ifPresent(digest -> plumb.admission().expect(prepared, digest));
        return new Candidate(
                prepared.plan(),
                progress -> plumb.apply(
                        prepared,
                        approval.approval(),
                        options(),
                        progress,
                        filling -> BackfillProgressLine.on(session, filling)));
    }

    private Candidate fromFile(Plumb plumb, PlanFile file) {
        plumb.check(file);
        expected.value().ifPresent(digest -> plumb.admission().expect(file, digest));
        return new Candidate(
                file.plan(),
                progress -> plumb.apply(
                        file,
                        approval.approval(),
                        options(),
                        progress,
                        filling -> BackfillProgressLine.on(session, filling)));
    }

    static void requireDigest(String option, String digest) {
        if (!Effects.isDigest(digest)) {
            throw new UsageException(
                    option + " " + digest + " is not the digest of a plan",
                    "give at least 8 of the hexadecimal digits that the plan ends with");
        }
    }

    private ApplyOptions options() {
        ApplyOptions options = ApplyOptions.DEFAULT.withDetached(backfill.or(BackfillMode.WAIT) == BackfillMode.DETACH);
        return lockTimeout.value().map(options::withLockTimeout).orElse(options);
    }

    /** The plan goes where a person can see it before anything runs: with the result, or to the terminal. */
    private void showBefore(Plan plan) {
        if (showsPlanAsResult()) {
            output.write(session, text(plan, output.style(session)));
        }
        boolean seen = showsPlanAsResult() && session.surroundings().terminals().contains(Surroundings.Stream.OUT);
        if (!approval.yes() && session.surroundings().canAsk() && !seen) {
            session.messages().show(text(plan, session.errorStyle()));
        }
    }

    private boolean showsPlanAsResult() {
        return format.or(ResultFormat.TEXT) == ResultFormat.TEXT && !output.isFile();
    }

    private static String text(Plan plan, Style style) {
        return PlanText.render(PlanDocument.of(plan), style, Optional.empty());
    }

    /** Before anybody is asked, what would be refused afterwards. */
    private void refuse(Plumb plumb, Plan plan, String command) {
        try {
            plumb.admission().review(plan, approval.approval(), command);
        } catch (RefusedException e) {
            plumb.admission().removalsToDeclare(plan).ifPresent(session.messages()::show);
            throw e;
        }
    }

    private void report(Plan plan, ApplyResult result, ApplyProgress progress) {
        OptionalLong run = result.run();
        if (format.or(ResultFormat.TEXT) == ResultFormat.JSON) {
            output.write(
                    session, JsonDocuments.write(new ApplyDocument(run, PlanDocument.of(plan), progress.backfills())));
        } else if (plan.isEmpty()) {
            output.write(session, text(plan, output.style(session)));
        } else {
            String shown = showsPlanAsResult() ? "" : text(plan, output.style(session));
            output.write(session, shown + "\n" + applied(plan, run, progress) + worked(result));
        }
    }

    private String applied(Plan plan, OptionalLong run, ApplyProgress progress) {
        if (!progress.backfills().isEmpty()) {
            return detached(plan, run, progress);
        }
        int steps = plan.steps().size();
        return "applied: " + steps + (steps == 1 ? " step" : " steps")
                + (run.isPresent() ? ", run " + run.getAsLong() : "") + effects(plan) + "\n";
    }

    static String worked(ApplyResult result) {
        return result.worked()
                .filter(w -> w.rows() > 0 || w.notesLeft() > 0)
                .map(w -> WorkCommand.summary(result.plan().environment(), w))
                .orElse("");
    }

    private static String effects(Plan plan) {
        return plan.effects().equals(Effects.NONE)
                ? ""
                : ", effects " + Effects.shortened(plan.effects().digest());
    }

    private String detached(Plan plan, OptionalLong run, ApplyProgress progress) {
        String target = environment.name().map(e -> " -e " + e).orElse("");
        String numbers = progress.backfills().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "applied: " + progress.stepsDone() + " of " + plan.steps().size() + " steps"
                + (run.isPresent() ? ", run " + run.getAsLong() : "") + "\n"
                + "left to others: backfill " + numbers + "\n"
                + "  fill: plumb backfill run" + target + "\n"
                + "  look: plumb backfill status" + target + "\n"
                + "  then: plumb apply" + target + "\n";
    }
}
