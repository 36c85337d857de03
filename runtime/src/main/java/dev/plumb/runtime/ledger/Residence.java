package dev.plumb.runtime.ledger;

import java.util.List;
import java.util.Optional;

/**
 * Whose database it is, as far as its ledger knows.
 *
 * @param environment of this project and prefix, by which they were applied here; absent before
 * @param system the server's identifier at that time; absent where nobody could see it
 * @param database the database's number in the server at that time; absent before it was recorded
 * @param systemNow the server's identifier now; absent where this role may not see it
 * @param databaseNow the database's number now
 * @param others who else is here, in the order in which they came; empty when this project and prefix are known here
 * @param sandbox whether this project and prefix are known here as a sandbox
 */
public record Residence(
        Optional<String> environment,
        Optional<String> system,
        Optional<Long> database,
        Optional<String> systemNow,
        long databaseNow,
        List<Resident> others,
        boolean sandbox) {
    /** Of a database without a ledger. */
    static final Residence NOBODY =
            new Residence(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0, List.of(), false);

    public Residence {
        others = List.copyOf(others);
    }

    /** An environment of a project that was applied here. */
    public record Resident(String project, String environment) {}

    /** Whether the ledger came here in a copy of another database. */
    public boolean isCopy() {
        boolean otherServer =
                system.isPresent() && systemNow.isPresent() && !system.get().equals(systemNow.get());
        return otherServer || database.filter(d -> d != databaseNow).isPresent();
    }
}
