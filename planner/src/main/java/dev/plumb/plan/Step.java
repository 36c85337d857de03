package dev.plumb.plan;

import dev.plumb.schema.Address;
import java.util.List;
import java.util.Optional;

/**
 * One statement that the applier runs.
 *
 * @param ordinal from 1, in the order of execution
 * @param addresses the changes it belongs to
 * @param sql exactly what is sent, physical names, no closing semicolon
 * @param transaction steps with the same number run in one transaction; numbers never decrease
 * @param mode whether it may run in a transaction at all
 * @param plainTwin for a statement that cannot run in a transaction, one with the same effect that can: what the proof runs
 * @param locks the existing tables and materialized views with rows whose writers or readers it holds up (SHARE lock or
 *     stronger), sorted
 * @param fill what is filled, for a step of that mode; its {@code sql} is a comment that says so
 */
public record Step(
        int ordinal,
        List<Address> addresses,
        String sql,
        int transaction,
        Mode mode,
        Optional<String> plainTwin,
        List<Address> locks,
        Optional<Fill> fill) {
    public Step {
        addresses = List.copyOf(addresses);
        locks = List.copyOf(locks);
    }

    /** A step that is a statement. */
    public Step(
            int ordinal,
            List<Address> addresses,
            String sql,
            int transaction,
            Mode mode,
            Optional<String> plainTwin,
            List<Address> locks) {
        this(ordinal, addresses, sql, transaction, mode, plainTwin, locks, Optional.empty());
    }

    /** How a step runs. */
    public enum Mode {
        TRANSACTIONAL,
        /** Alone and outside of any transaction, such as {@code create index concurrently}; safe to repeat. */
        ALONE,
        /** Not one statement: Plumb fills computed columns, in many small transactions; safe to repeat. */
        BACKFILL
    }
}
