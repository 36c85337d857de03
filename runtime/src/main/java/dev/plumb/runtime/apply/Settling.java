package dev.plumb.runtime.apply;

import dev.plumb.plan.Step;
import dev.plumb.plan.computed.SwapStatements;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Columns are swapped only when their rows are not behind. Whoever applies works off what is noted itself; clients may go on
 * writing, since what they change after a round began is as if they changed it after the swap.
 */
final class Settling {
    /** A client that wrote in a long transaction can bring an old note at any time: then another round is needed. */
    private static final int MOST_ROUNDS = 20;

    private final RunContext run;
    private Optional<Instant> settled = Optional.empty();
    private int rounds;

    Settling(RunContext run) {
        this.run = run;
    }

    /** Whether the step failed because rows are noted, and it is worth another round. */
    boolean helps(SQLException e) {
        return SwapStatements.BEHIND.equals(e.getSQLState()) && rounds < MOST_ROUNDS;
    }

    /** Tells the swap, in its transaction, what is worked off. */
    void announce(Connection connection) throws SQLException {
        if (settled.isPresent()) {
            try (PreparedStatement setting = connection.prepareStatement("select pg_catalog.set_config(?, ?, true)")) {
                setting.setString(1, SwapStatements.SETTLED);
                setting.setString(2, settled.get().toString());
                setting.execute();
            }
        }
    }

    /**
     * Returns when nothing older is noted, or when the time for it is up: the swap then says what is left.
     *
     * @param step that was refused
     */
    void workOff(Step step) throws StepFailedException {
        rounds++;
        run.listener().workingOff(step, rounds);
        long end = System.nanoTime() + run.options().lockBudget().toNanos();
        try {
            for (int attempt = 1; ; attempt++) {
                Backfill.Settled round = round(table(step));
                settled = Optional.of(round.before());
                if (round.left() == 0) {
                    return;
                }
                if (System.nanoTime() >= end) {
                    rounds = MOST_ROUNDS;
                    return;
                }
                run.work().pause(run.ladder().pause(attempt));
            }
        } catch (InterruptedException e) {
            if (run.work().stopReason().isEmpty()) {
                Thread.currentThread().interrupt();
            }
            run.work().stop(Stop.INTERRUPTED);
            throw new StepFailedException(step, e, List.of());
        } catch (SQLException | StoppedException | RuntimeException e) {
            throw new StepFailedException(step, e, List.of());
        }
    }

    private Backfill.Settled round(Address table) throws SQLException, InterruptedException, StoppedException {
        String schema = run.request().schemas().get(table.directory());
        if (schema == null) {
            throw new IllegalStateException("no schema of " + table);
        }
        run.work().lendThread();
        try {
            return run.backfill().settle(table, schema, run.job());
        } finally {
            run.work().returnThread();
        }
    }

    private static Address table(Step step) {
        Address column = step.addresses().get(0);
        return Address.of(ObjectKind.TABLE, column.directory(), column.object().orElseThrow());
    }
}
