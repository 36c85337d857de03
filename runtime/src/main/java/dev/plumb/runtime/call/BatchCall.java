package dev.plumb.runtime.call;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.Policy;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import dev.failsafe.TimeoutExceededException;
import dev.failsafe.function.CheckedSupplier;
import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.FunctionException;
import dev.plumb.plugin.Limits;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.RejectedException;
import dev.plumb.plugin.ThrottledException;
import dev.plumb.plugin.TransientException;
import dev.plumb.plugin.UnusableException;
import dev.plumb.runtime.function.LoadedFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** One call after another until each row of a batch has its outcome. */
final class BatchCall {
    private final LoadedFunction function;
    private final Limits limits;
    private final OptionalInt dimensions;
    private final String bucket;
    private final CallLimits callLimits;
    private final Backoff backoff;

    BatchCall(LoadedFunction function, Arguments constants, CallLimits callLimits, Backoff backoff) {
        this.function = function;
        this.limits = function.description().limits();
        this.dimensions = function.dimensions(constants);
        this.bucket = function.bucket(constants);
        this.callLimits = callLimits;
        this.backoff = backoff;
    }

    /**
     * One answer per row.
     *
     * @param rows at most a batch
     * @param before how many calls these rows have been in already
     */
    List<Answer> answers(List<Arguments> rows, int before) throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger(before);
        try {
            return withRetries(() -> called(rows, attempts)).stream()
                    .map(outcome -> new Answer(outcome, attempts.get()))
                    .toList();
        } catch (RejectedException e) {
            return rows.size() == 1 ? failed(rows, e, attempts.get()) : halves(rows, attempts.get());
        } catch (UnusableException e) {
            throw new UnusableFunctionException(function.toString(), e);
        } catch (FunctionException e) {
            return failed(rows, e, attempts.get());
        }
    }

    private List<Answer> halves(List<Arguments> rows, int attempts) throws InterruptedException {
        int middle = rows.size() / 2;
        List<Answer> answers = new ArrayList<>(answers(rows.subList(0, middle), attempts));
        answers.addAll(answers(rows.subList(middle, rows.size()), attempts));
        return answers;
    }

    private static List<Answer> failed(List<Arguments> rows, FunctionException e, int attempts) {
        return Collections.nCopies(rows.size(), new Answer(Outcome.error(e.type(), e.getMessage()), attempts));
    }

    private List<Outcome> withRetries(CheckedSupplier<List<Outcome>> call)
            throws FunctionException, InterruptedException {
        return run(
                RetryPolicy.<List<Outcome>>builder()
                        .handle(TransientException.class)
                        .withMaxRetries(limits.retries())
                        .withDelayFn(context -> backoff.pause(Math.max(1, context.getAttemptCount())))
                        .build(),
                call);
    }

    /** A throttle closes the bucket for everybody and is not a failed attempt. */
    private List<Outcome> called(List<Arguments> rows, AtomicInteger attempts)
            throws FunctionException, InterruptedException {
        for (int throttles = 1; ; throttles++) {
            callLimits.acquire(bucket, limits.ratePerMinute());
            try {
                List<Outcome> outcomes = inTime(rows);
                attempts.incrementAndGet();
                return outcomes;
            } catch (ThrottledException e) {
                int again = throttles;
                callLimits.close(bucket, e.retryAfter().orElseGet(() -> backoff.pause(again)));
            } catch (FunctionException e) {
                attempts.incrementAndGet();
                throw e;
            }
        }
    }

    private List<Outcome> inTime(List<Arguments> rows) throws FunctionException, InterruptedException {
        Duration timeout = limits.timeout();
        try {
            return run(
                    Timeout.<List<Outcome>>builder(timeout).withInterrupt().build(),
                    () -> function.compute(rows, dimensions));
        } catch (TimeoutExceededException e) {
            throw new TransientException("timeout", "the call took longer than " + timeout.toMillis() + " ms", e);
        }
    }

    /** The library wraps checked exceptions; they are taken out again. */
    private static List<Outcome> run(Policy<List<Outcome>> policy, CheckedSupplier<List<Outcome>> call)
            throws FunctionException, InterruptedException {
        try {
            return Failsafe.with(policy).get(call);
        } catch (FailsafeException e) {
            if (e.getCause() instanceof FunctionException failure) {
                throw failure;
            }
            if (e.getCause() instanceof InterruptedException interrupt) {
                throw interrupt;
            }
            throw e;
        }
    }
}
