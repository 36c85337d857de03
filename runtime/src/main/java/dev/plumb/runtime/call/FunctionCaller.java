package dev.plumb.runtime.call;

import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;

/** A function with the arguments that one column gives it. Safe for several threads, which share its concurrency. */
public final class FunctionCaller {
    private static final Answer NULL = new Answer(Outcome.value(null), 0);

    private final BatchCall calls;
    private final int batchSize;
    private final Executor threads;

    FunctionCaller(BatchCall calls, int batchSize, Executor threads) {
        this.calls = calls;
        this.batchSize = batchSize;
        this.threads = threads;
    }

    /**
     * One answer for each row, in their order. Rows with the same arguments are computed once, rows whose result is null by definition
     * not at all.
     *
     * @throws UnusableFunctionException if no call can work until somebody changes something
     * @throws dev.plumb.runtime.function.FunctionDefectException if the function breaks its contract
     * @throws InterruptedException if the thread was interrupted; no call is left running
     */
    public List<Answer> compute(List<Arguments> rows) throws InterruptedException {
        Set<Arguments> distinct = new LinkedHashSet<>(rows);
        distinct.removeIf(Arguments::giveNull);
        Map<Arguments, Answer> answers = answers(List.copyOf(distinct));
        return rows.stream().map(row -> answers.getOrDefault(row, NULL)).toList();
    }

    private Map<Arguments, Answer> answers(List<Arguments> rows) throws InterruptedException {
        CompletionService<Map<Arguments, Answer>> running = new ExecutorCompletionService<>(threads);
        List<Future<?>> batches = new ArrayList<>();
        for (int start = 0; start < rows.size(); start += batchSize) {
            List<Arguments> batch = rows.subList(start, Math.min(rows.size(), start + batchSize));
            batches.add(running.submit(() -> answered(batch)));
        }
        Map<Arguments, Answer> answers = new LinkedHashMap<>(rows.size() * 2);
        try {
            for (int i = 0; i < batches.size(); i++) {
                answers.putAll(running.take().get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            batches.forEach(batch -> batch.cancel(true));
        }
    }

    private Map<Arguments, Answer> answered(List<Arguments> batch) throws InterruptedException {
        List<Answer> found = calls.answers(batch, 0);
        Map<Arguments, Answer> answers = new LinkedHashMap<>(batch.size() * 2);
        for (int i = 0; i < batch.size(); i++) {
            answers.put(batch.get(i), found.get(i));
        }
        return answers;
    }

    private static RuntimeException unwrapped(ExecutionException e) throws InterruptedException {
        Throwable cause = e.getCause();
        if (cause instanceof InterruptedException) {
            throw (InterruptedException) new InterruptedException("the calls were given up").initCause(cause);
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
    }
}
