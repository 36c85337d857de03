package dev.plumb.cli;

import dev.plumb.runtime.FleetResult;
import java.util.List;

/** An apply to many tenants did not come to its end; what became of each was told before. */
final class FleetFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    FleetFailure(FleetResult result, ExitCode exitCode) {
        super(sentence(result));
        this.exitCode = exitCode;
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
