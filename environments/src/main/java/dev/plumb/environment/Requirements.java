package dev.plumb.environment;

import dev.plumb.source.SourceLocation;
import dev.plumb.source.YamlMap;
import java.util.Optional;

/**
 * What must be true before a plan may be applied to an environment.
 *
 * @param after the environment that must have had the same effects before
 * @param gitRef the branch or tag that must be checked out
 * @param cleanTree whether nothing may be changed beside what is committed
 * @param approvals how many people must have approved the same effects
 * @param location in {@code plumb.yaml}; empty when nothing is required
 */
public record Requirements(
        Optional<String> after,
        Optional<String> gitRef,
        boolean cleanTree,
        int approvals,
        Optional<SourceLocation> location) {
    /** Nothing is required. */
    public static final Requirements NONE =
            new Requirements(Optional.empty(), Optional.empty(), false, 0, Optional.empty());

    static Requirements read(YamlMap map) {
        Optional<String> after = map.string("after");
        Optional<String> gitRef = map.string("git_ref");
        boolean cleanTree = map.flag("clean_tree");
        long approvals = map.integer("approvals").orElse(0L);
        map.rejectUnknownKeys();
        if (approvals < 0 || approvals > 9) {
            map.problems().report(map.locationOf("approvals"), "'approvals' must be 0 to 9; found " + approvals);
        }
        return new Requirements(after, gitRef, cleanTree, (int) approvals, Optional.of(map.location()));
    }
}
