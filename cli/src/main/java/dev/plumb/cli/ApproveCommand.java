package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.plan.Effects;
import dev.plumb.plan.Plan;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plan.render.PlanText;
import dev.plumb.runtime.Plumb;
import dev.plumb.runtime.PreparedPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Records that somebody approves what an apply would do. */
final class ApproveCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final Option<String> digest = Option.of(
            String.class,
            "DIGEST",
            "approve only if the effects are those with this digest, of which 8 digits are enough",
            "--digest");

    private final Option<Duration> expires = Option.of(
            Duration.class,
            new DurationConverter(),
            "TIME",
            "after which the approval counts for nothing (default: never)",
            "--expires");

    private final Option<String> reason = Option.of(String.class, "TEXT", "why, for the record", "--reason");

    ApproveCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "approve",
                "Shows the plan and records that you approve its effects for an environment.",
                List.of(environment.option(), digest, expires, reason));
    }

    @Override
    public ExitCode call() {
        digest.value().ifPresent(d -> ApplyCommand.requireDigest("--digest", d));
        Project project = session.project();
        Environment target = environment.of(project);
        try (Plumb plumb = Plumb.open(project, target)) {
            PreparedPlan prepared = plumb.plan();
            digest.value().ifPresent(d -> plumb.expect(prepared, d));
            Plan plan = prepared.plan();
            String text = PlanText.render(PlanDocument.of(plan), session.resultStyle(), Optional.empty());
            if (plan.effects().equals(Effects.NONE)) {
                session.surroundings().out().print(text);
                return ExitCode.OK;
            }
            plumb.approve(plan, expires.value(), reason.value());
            session.surroundings()
                    .out()
                    .print(text + "\napproved for " + target.name() + ": effects "
                            + Effects.shortened(plan.effects().digest()) + "\n");
            return ExitCode.OK;
        }
    }
}
