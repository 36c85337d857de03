package dev.plumb.runtime;

import dev.plumb.runtime.tenant.Waves;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Something that is done for each of many tenants. Whatever happens to one of them, the others that have begun come to their end.
 *
 * @param waves in which order
 * @param stopped what lets no other one be begun
 * @param listener told of each as soon as it is done with, on several threads, one after the other
 */
record FleetRun(Waves waves, BooleanSupplier stopped, FleetApply.Listener listener) {
    /** @param work on several threads */
    <T> FleetResult over(List<T> tasks, Function<T, String> tenant, Consumer<T> work) {
        Map<String, RuntimeException> failed = Collections.synchronizedMap(new LinkedHashMap<>());
        Map<T, Boolean> done =
                waves.run(tasks, task -> isDone(tenant.apply(task), () -> work.accept(task), failed), stopped);
        return new FleetResult(
                tasks.stream()
                        .filter(t -> done.getOrDefault(t, false))
                        .map(tenant)
                        .toList(),
                failed,
                tasks.stream().filter(t -> !done.containsKey(t)).map(tenant).toList());
    }

    private boolean isDone(String tenant, Runnable work, Map<String, RuntimeException> failed) {
        try {
            work.run();
            tell(() -> listener.applied(tenant));
            return true;
        } catch (RuntimeException e) {
            // Of any kind: the others are none the worse for it, and whoever asked is told.
            failed.put(tenant, e);
            tell(() -> listener.failed(tenant, e));
            return false;
        }
    }

    private void tell(Runnable news) {
        synchronized (listener) {
            news.run();
        }
    }
}
