package dev.plumb.runtime;

import dev.plumb.plan.Change;
import dev.plumb.runtime.policy.Consent;
import java.util.Set;

/**
 * Which destructive changes may run. Safe changes need no approval here: asking is the caller's business.
 *
 * @param allowDestructive all of them
 * @param allowedAddresses text forms of addresses; each allows itself and everything within it
 */
public record Approval(boolean allowDestructive, Set<String> allowedAddresses) implements Consent {
    /** Safe changes only. */
    public static final Approval SAFE_ONLY = new Approval(false, Set.of());

    public Approval {
        allowedAddresses = Set.copyOf(allowedAddresses);
    }

    /** Whether it, what it is within, or what it was called before is allowed. */
    @Override
    public boolean byName(Change change) {
        return allowedAddresses.stream()
                .anyMatch(text -> change.address().isWithin(text)
                        || change.formerAddress()
                                .filter(former -> former.isWithin(text))
                                .isPresent());
    }

    @Override
    public boolean allDestructive() {
        return allowDestructive;
    }
}
