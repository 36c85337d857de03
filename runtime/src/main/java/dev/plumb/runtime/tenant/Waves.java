package dev.plumb.runtime.tenant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The order in which many are worked on: a few alone, one after the other, then the others several at a time; and no other one is begun
 * once too many have failed.
 *
 * @param canary how many come first
 * @param parallel how many at a time then
 * @param maxFailed how many may fail
 */
public record Waves(int canary, int parallel, int maxFailed) {
    /**
     * Works on all of them, as far as it comes.
     *
     * @param work true when it went well; called on several threads
     * @param halted what else lets no other one be begun
     * @return those that were begun, in their order, and whether it went well
     */
    public <T> Map<T, Boolean> run(List<T> all, Predicate<T> work, BooleanSupplier halted) {
        Running<T> running = new Running<>(work, halted);
        List<T> first = all.subList(0, Math.min(canary, all.size()));
        first.forEach(running::run);
        List<T> others = running.mayGoOn() ? all.subList(first.size(), all.size()) : List.of();
        if (!others.isEmpty()) {
            inParallel(others, running);
        }
        return running.outcomes(all);
    }

    private <T> void inParallel(List<T> others, Running<T> running) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(parallel, others.size()));
        try {
            List<Future<?>> begun = new ArrayList<>();
            others.forEach(each -> begun.add(threads.submit(() -> running.run(each))));
            for (Future<?> each : begun) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("working on one of many", e.getCause());
        } catch (InterruptedException e) {
            running.stop();
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdown();
        }
    }

    private final class Running<T> {
        private final Predicate<T> work;
        private final BooleanSupplier halted;
        private final Map<T, Boolean> done = new LinkedHashMap<>();
        private int failed;
        private boolean stopped;

        Running(Predicate<T> work, BooleanSupplier halted) {
            this.work = work;
            this.halted = halted;
        }

        void run(T each) {
            if (mayGoOn()) {
                record(each, work.test(each));
            }
        }

        private synchronized void record(T each, boolean well) {
            done.put(each, well);
            failed += well ? 0 : 1;
        }

        synchronized boolean mayGoOn() {
            return !stopped && !halted.getAsBoolean() && failed <= maxFailed;
        }

        synchronized void stop() {
            stopped = true;
        }

        synchronized Map<T, Boolean> outcomes(List<T> all) {
            Map<T, Boolean> inOrder = new LinkedHashMap<>();
            for (T each : all) {
                Boolean well = done.get(each);
                if (well != null) {
                    inOrder.put(each, well);
                }
            }
            return inOrder;
        }
    }
}
