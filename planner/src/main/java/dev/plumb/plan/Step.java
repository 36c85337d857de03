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
 * @param data the file of the project that these statements are, alone in their transaction
 */
public record Step(
        int ordinal,
        List<Address> addresses,
        String sql,
        int transaction,
        Mode mode,
        Optional<String> plainTwin,
        List<Address> locks,
        Optional<Fill> fill,
        Optional<DataFile> data) {
    public Step {
        addresses = List.copyOf(addresses);
        locks = List.copyOf(locks);
    }

    /** A step that changes the schema or fills what it computes. */
    public Step(
            int ordinal,
            List<Address> addresses,
            String sql,
            int transaction,
            Mode mode,
            Optional<String> plainTwin,
            List<Address> locks,
            Optional<Fill> fill) {
        this(ordinal, addresses, sql, transaction, mode, plainTwin, locks, fill, Optional.empty());
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

    /** The same at another place. */
    public Step numbered(int newOrdinal, int newTransaction) {
        return new Step(newOrdinal, addresses, sql, newTransaction, mode, plainTwin, locks, fill, data);
    }

    /**
     * A file that runs once.
     *
     * @param path below the project
     * @param digest of its text
     * @param when in words: {@code after library/documents}, or why there is nothing to run
     */
    public record DataFile(String path, String digest, String when) {}

    /** How a step runs. */
    public enum Mode {
        TRANSACTIONAL,
        /** Alone and outside of any transaction, such as {@code create index concurrently}; safe to repeat. */
        ALONE,
        /** Not one statement: Plumb fills computed columns, in many small transactions; safe to repeat. */
        BACKFILL
    }
}
