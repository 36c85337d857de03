package dev.plumb.cli;

import dev.plumb.cli.Failure.Complaint;
import dev.plumb.environment.database.DatabaseUnreachableException;
import dev.plumb.runtime.failure.LockedException;
import dev.plumb.runtime.failure.PartialException;
import dev.plumb.runtime.failure.PlumbException;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.failure.StalePlanException;
import dev.plumb.runtime.failure.WrongTargetException;
import dev.plumb.runtime.model.InvalidModelException;
import dev.plumb.runtime.model.InvalidSnapshotException;
import dev.plumb.runtime.planfile.InvalidPlanFileException;
import dev.plumb.source.Problem;
import dev.plumb.source.SourceLocation;
import dev.plumb.source.SpecException;
import java.util.List;
import java.util.Optional;

/** What each kind of exception means for the person at the command line, and for the exit code. */
final class Failures {
    private Failures() {}

    static Failure explain(Exception e) {
        if (e instanceof SpecException spec) {
            return new Failure(ExitCode.USAGE, complaints(spec));
        }
        if (e instanceof UsageException usage) {
            return Failure.of(ExitCode.USAGE, String.valueOf(usage.getMessage()), usage.remedy());
        }
        if (e instanceof PlumbException plumb) {
            return Failure.of(exitCode(plumb), plumb.happened(), plumb.remedy());
        }
        if (e instanceof DatabaseUnreachableException unreachable) {
            return Failure.of(ExitCode.FAILED, unreachable.happened(), unreachable.remedy());
        }
        if (e instanceof FleetFailure fleet) {
            return Failure.of(
                    fleet.exitCode(),
                    String.valueOf(fleet.getMessage()),
                    "correct what is said of each, then run the same command again: it goes on with those that are left");
        }
        if (e instanceof CommandFailure failure) {
            return Failure.of(ExitCode.FAILED, String.valueOf(failure.getMessage()), failure.remedy());
        }
        if (e instanceof FileFailure file) {
            return Failure.of(
                    ExitCode.FAILED, String.valueOf(file.getMessage()), "correct that, then run the command again");
        }
        return Failure.of(
                ExitCode.FAILED,
                "Plumb itself failed, this is a bug: " + e,
                "run it again with --debug and report what it prints");
    }

    private static ExitCode exitCode(PlumbException e) {
        if (e instanceof RefusedException) {
            return ExitCode.REFUSED;
        }
        if (e instanceof InvalidPlanFileException
                || e instanceof InvalidModelException
                || e instanceof InvalidSnapshotException) {
            return ExitCode.USAGE;
        }
        if (e instanceof StalePlanException || e instanceof WrongTargetException) {
            return ExitCode.CONFLICT;
        }
        if (e instanceof LockedException) {
            return ExitCode.LOCKED;
        }
        return e instanceof PartialException ? ExitCode.PARTIAL : ExitCode.FAILED;
    }

    /** What is wrong, for a document. */
    static List<Problem> problems(RuntimeException e) {
        return e instanceof SpecException spec
                ? spec.problems()
                : explain(e).complaints().stream()
                        .map(c -> new Problem(
                                Optional.empty(), c.where().map(w -> w + ": ").orElse("") + c.what(), c.next()))
                        .toList();
    }

    private static List<Complaint> complaints(SpecException e) {
        return e.problems().stream()
                .map(p -> new Complaint(p.message(), p.location().map(SourceLocation::toString), p.remedy()))
                .toList();
    }
}
