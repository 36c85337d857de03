package dev.plumb.runtime;

import dev.plumb.plan.Change;
import java.util.Set;

/**
 * Which destructive changes may run. Safe changes need no approval here: asking is the caller's business.
 *
 * @param allowDestructive all of them
 * @param allowedAddresses text forms of addresses; each allows itself and everything within it
 */
public record Approval(boolean allowDestructive, Set<String> allowedAddresses) {
    /** Safe changes only. */
    public static final Approval SAFE_ONLY = new Approval(false, Set.of());

    public Approval {
        allowedAddresses = Set.copyOf(allowedAddresses);
    }

    /** Whether a destructive change may run: it, what it is within, or what it was called before is allowed. */
    public boolean allows(Change destructive) {
        return allowDestructive
                || allowedAddresses.stream()
                        .anyMatch(text -> destructive.address().isWithin(text)
                                || destructive
                                        .formerAddress()
                                        .filter(former -> former.isWithin(text))
                                        .isPresent());
    }
}
