package dev.plumb.runtime.call;

import dev.plumb.runtime.session.ConnectionSource;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketExceptions;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Rates that all processes at one database share through {@code plumb.bucket}, in bucket4j's form. Safe for several threads. */
public final class SharedRates implements AutoCloseable {
    private final KeptConnection kept;
    private final ProxyManager<String> buckets;
    private final Map<String, Known> known = new HashMap<>();

    public SharedRates(ConnectionSource source) {
        this(new KeptConnection(source));
    }

    SharedRates(KeptConnection kept) {
        this.kept = kept;
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(kept)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("plumb.bucket")
                .idColumn("id")
                .stateColumn("state")
                .expiresAtColumn("expires_at")
                .build();
    }

    /**
     * How fast.
     *
     * @param many at least 1
     * @param period in which so many may be taken
     * @param burst how many may be taken at once after a rest, at least 1
     */
    public record Rate(long many, Duration period, long burst) {}

    private record Known(Rate rate, Bucket bucket) {}

    /**
     * Takes so many in any case, in debt if need be, which makes everybody wait in turn.
     *
     * @return how long to wait for them
     */
    public Duration take(String bucket, Rate rate, long many) throws SQLException {
        return Duration.ofNanos(ask(bucket, rate, shared -> shared.consumeIgnoringRateLimits(many)));
    }

    /** How long to wait until one could be taken at once. */
    public Duration untilFree(String bucket, Rate rate) throws SQLException {
        return Duration.ofNanos(
                ask(bucket, rate, shared -> shared.estimateAbilityToConsume(1).getNanosToWaitForRefill()));
    }

    private synchronized long ask(String name, Rate rate, ToLongFunction<Bucket> question) throws SQLException {
        try {
            return question.applyAsLong(bucket(name, rate));
        } catch (BucketExceptions.BucketExecutionException e) {
            kept.forget();
            throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e);
        }
    }

    /** The rate may be another one than the one on record; whoever came last is right. */
    private Bucket bucket(String name, Rate rate) {
        Known last = known.get(name);
        if (last != null && last.rate().equals(rate)) {
            return last.bucket();
        }
        BucketConfiguration configuration = BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.many(), rate.period()))
                .build();
        Bucket bucket = buckets.builder().build(name, () -> configuration);
        bucket.replaceConfiguration(configuration, TokensInheritanceStrategy.PROPORTIONALLY);
        known.put(name, new Known(rate, bucket));
        return bucket;
    }

    @Override
    public synchronized void close() {
        kept.forget();
    }
}
