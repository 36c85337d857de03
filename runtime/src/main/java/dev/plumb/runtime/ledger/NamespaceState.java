package dev.plumb.runtime.ledger;

import java.util.List;
import java.util.Optional;

/**
 * What the ledger knows about a namespace, and what its catalog rows look like now.
 *
 * @param specHash of the spec that is applied; absent until a run has succeeded
 * @param recordedFingerprint of the catalog rows when that run ended; absent when others may have written some of them
 * @param currentFingerprint of the catalog rows of the same schemas now
 * @param schemas the PostgreSQL schemas after that run
 * @param revision raised whenever what is managed changes
 * @param unfilled whether some computed column is not filled yet
 */
public record NamespaceState(
        long id,
        Optional<String> specHash,
        Optional<String> recordedFingerprint,
        String currentFingerprint,
        List<String> schemas,
        long revision,
        boolean unfilled) {
    public NamespaceState {
        schemas = List.copyOf(schemas);
    }

    /** True when this spec is applied and nobody has seen yet that nothing else happened meanwhile. */
    public boolean isUnconfirmed(String specHash) {
        return this.specHash.filter(specHash::equals).isPresent() && recordedFingerprint.isEmpty();
    }

    /**
     * True when neither the spec nor the catalog moved since a run succeeded, so that there is nothing to compare, and every
     * computed column is filled.
     */
    public boolean isUnchanged(String specHash) {
        return !unfilled
                && this.specHash.filter(specHash::equals).isPresent()
                && recordedFingerprint.filter(currentFingerprint::equals).isPresent();
    }
}
