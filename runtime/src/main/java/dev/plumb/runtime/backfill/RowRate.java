package dev.plumb.runtime.backfill;

import dev.plumb.runtime.call.SharedRates;
import dev.plumb.runtime.session.ConnectionSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How many rows a second all processes that share a backfill may fill together. Safe for several threads. */
final class RowRate implements AutoCloseable {
    private static final String BUCKET = "rows of backfill ";

    /** Whoever takes part may still look at its bucket when it has ended. */
    private static final String FORGET = """
            delete from plumb.bucket where id like ? || '%' and id not in (
              select ? || id from plumb.backfill where state in ('running', 'paused', 'failed'))""";

    private final SharedRates rates;
    private final String bucket;
    private Optional<SharedRates.Rate> rate = Optional.empty();

    RowRate(ConnectionSource source, long backfill) {
        this.rates = new SharedRates(source);
        this.bucket = BUCKET + backfill;
    }

    /** Takes the buckets of backfills that have ended out of the ledger. */
    static void forgetEnded(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
            statement.setString(1, BUCKET);
            statement.setString(2, BUCKET);
            statement.executeUpdate();
        }
    }

    /** From now on so many; empty for as many as there can be. */
    synchronized void set(OptionalInt perSecond) {
        rate = perSecond.isEmpty()
                ? Optional.empty()
                : Optional.of(new SharedRates.Rate(
                        perSecond.getAsInt(), Duration.ofSeconds(1), Math.max(1, perSecond.getAsInt() / 10)));
    }

    private synchronized Optional<SharedRates.Rate> rate() {
        return rate;
    }

    /** How long to wait before the next chunk. */
    Duration untilNext() throws SQLException {
        Optional<SharedRates.Rate> now = rate();
        return now.isPresent() ? rates.untilFree(bucket, now.get()) : Duration.ZERO;
    }

    /** Rows are filled, and have to be paid for by waiting. */
    void filled(long rows) throws SQLException {
        Optional<SharedRates.Rate> now = rate();
        if (now.isPresent() && rows > 0) {
            rates.take(bucket, now.get(), rows);
        }
    }

    /** How many rows a chunk may have, so that nobody waits long for the next one. */
    int mostRows(int rows) {
        return rate().map(r -> (int) Math.min(rows, r.many())).orElse(rows);
    }

    @Override
    public void close() {
        rates.close();
    }
}
