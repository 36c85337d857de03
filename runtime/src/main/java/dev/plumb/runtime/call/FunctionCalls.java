package dev.plumb.runtime.call;

import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.FunctionContext;
import dev.plumb.plugin.UnusableException;
import dev.plumb.runtime.function.LoadedFunction;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** The calls of one process: each function has as many threads as calls that it wants at once, whatever columns use it. */
public final class FunctionCalls implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final long IDLE_SECONDS = 10;

    private final FunctionContext context;
    private final CallLimits limits;
    private final Backoff backoff;
    private final Map<LoadedFunction, ExecutorService> threads = new HashMap<>();

    public FunctionCalls(FunctionContext context, CallLimits limits) {
        this(context, limits, Backoff.fullJitter(FIRST_PAUSE, LONGEST_PAUSE, RandomGenerator.getDefault()));
    }

    public FunctionCalls(FunctionContext context, CallLimits limits, Backoff backoff) {
        this.context = context;
        this.limits = limits;
        this.backoff = backoff;
    }

    /**
     * A function that is open and ready to be called.
     *
     * @param constants the arguments that are the same for all rows
     * @throws UnusableFunctionException if it says that it cannot work here
     */
    public synchronized FunctionCaller caller(LoadedFunction function, Arguments constants) {
        try {
            function.open(context);
        } catch (UnusableException e) {
            throw new UnusableFunctionException(function.toString(), e);
        }
        return new FunctionCaller(
                new BatchCall(function, constants, limits, backoff),
                function.description().limits().batchSize(),
                threads.computeIfAbsent(function, FunctionCalls::pool));
    }

    private static ExecutorService pool(LoadedFunction function) {
        int concurrency = function.description().limits().concurrency();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                concurrency, concurrency, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread =
                            new Thread(task, "plumb-" + function.description().name());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Interrupts what is still running. */
    @Override
    public synchronized void close() {
        threads.values().forEach(ExecutorService::shutdownNow);
    }
}
