package dev.plumb.runtime.ledger;

import java.util.Optional;
import java.util.UUID;

/**
 * What a run is made from, for the record.
 *
 * @param plumbVersion of this program
 * @param specHash of the spec's files
 * @param spec all of it, canonical YAML
 * @param plan what was shown and approved, JSON
 * @param effectDigest of the plan
 * @param planFile the number of the plan file that is applied
 */
public record RunOrigin(
        String plumbVersion,
        Optional<Commit> commit,
        String specHash,
        String spec,
        String plan,
        String effectDigest,
        Optional<UUID> planFile) {
    /**
     * Where the project's files stood in Git.
     *
     * @param branch absent when none is checked out
     * @param clean false when files differed from the commit
     */
    public record Commit(String id, Optional<String> branch, boolean clean) {}
}
