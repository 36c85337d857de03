package dev.plumb.cli;

import dev.plumb.runtime.FleetResult;
import dev.plumb.runtime.failure.PartialException;
import java.util.List;

/** What was to be done to many tenants did not come to its end; what became of each was told before. */
final class FleetFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    private FleetFailure(FleetResult result, ExitCode exitCode) {
        super(sentence(result));
        this.exitCode = exitCode;
    }

    /** Some of it done and some not is 6; when nothing was, it is what the first failure says. */
    static FleetFailure of(FleetResult result) {
        boolean partly = !result.applied().isEmpty()
                || result.failed().isEmpty()
                || result.failed().values().stream().anyMatch(PartialException.class::isInstance);
        return new FleetFailure(
                result,
                partly
                        ? ExitCode.PARTIAL
                        : Failures.explain(result.failed().values().iterator().next())
                                .exitCode());
    }

    private static String sentence(FleetResult result) {
        int begun = result.applied().size() + result.failed().size();
        String failed = result.failed().isEmpty()
                ? "interrupted"
                : result.failed().size() + " of " + begun + " failed ("
                        + Session.listed(List.copyOf(result.failed().keySet())) + ")";
        return failed
                + (result.notBegun().isEmpty()
                        ? ""
                        : ", and " + Counts.of(result.notBegun().size(), "tenant")
                                + (result.notBegun().size() == 1 ? " was" : " were") + " not begun");
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
