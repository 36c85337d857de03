package dev.plumb.runtime.function;

import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.plugin.FunctionContext;
import dev.plumb.plugin.FunctionException;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.UnusableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A function that was found, called as its contract says: opened at most once, not asked about rows whose result is null by
 * definition, with its own class loader as the thread's, and with every answer checked. Safe for several threads.
 */
public final class LoadedFunction {
    private final ColumnFunction function;
    private final FunctionDescription description;
    private final String origin;
    private boolean opened;
    private Optional<UnusableException> unusable = Optional.empty();

    LoadedFunction(ColumnFunction function, FunctionDescription description, String origin) {
        this.function = function;
        this.description = description;
        this.origin = origin;
    }

    public FunctionDescription description() {
        return description;
    }

    /** Where it was found: {@code the class path}, {@code the application}, or a jar as the project sees it, {@code plugins/acme.jar}. */
    public String origin() {
        return origin;
    }

    /**
     * What it says about constant arguments.
     *
     * @throws FunctionDefectException if it breaks its contract
     */
    public List<String> problems(Arguments constants) {
        return described("problems", () -> List.copyOf(function.problems(constants)));
    }

    /**
     * How many elements its vectors have with these constant arguments, if it says so.
     *
     * @throws FunctionDefectException if it breaks its contract
     */
    public OptionalInt dimensions(Arguments constants) {
        return described("dimensions", () -> function.dimensions(constants));
    }

    /**
     * What shares its rate with these constant arguments.
     *
     * @throws FunctionDefectException if it breaks its contract
     */
    public String bucket(Arguments constants) {
        return described("bucket", () -> function.bucket(constants));
    }

    private <T> T described(String method, Answer<T> answer) {
        return inItsClassLoader(() -> {
            try {
                T given = answer.get();
                if (given == null) {
                    throw new FunctionDefectException(this, "answered null to " + method);
                }
                return given;
            } catch (FunctionDefectException e) {
                throw e;
            } catch (RuntimeException | LinkageError e) {
                throw new FunctionDefectException(this, "failed in " + method + ": " + e, e);
            }
        });
    }

    /**
     * Makes it ready; what it said the first time is said again.
     *
     * @throws UnusableException if it cannot work here
     * @throws FunctionDefectException if it breaks its contract
     */
    public synchronized void open(FunctionContext context) throws UnusableException {
        if (!opened) {
            opened = true;
            unusable = inItsClassLoader(() -> tryToOpen(context));
        }
        if (unusable.isPresent()) {
            throw unusable.get();
        }
    }

    private Optional<UnusableException> tryToOpen(FunctionContext context) {
        try {
            function.open(context);
            return Optional.empty();
        } catch (UnusableException e) {
            return Optional.of(e);
        } catch (RuntimeException | LinkageError e) {
            opened = false;
            throw new FunctionDefectException(this, "failed to open: " + e, e);
        }
    }

    /**
     * One outcome for each row, in their order. A row whose result is null by definition costs no call.
     *
     * @param rows from one to the batch size of its limits
     * @param dimensions that each vector must have, if that is known
     * @throws FunctionException what the function says about the whole call
     * @throws FunctionDefectException if it breaks its contract
     */
    public List<Outcome> compute(List<Arguments> rows, OptionalInt dimensions)
            throws FunctionException, InterruptedException {
        List<Arguments> asked = rows.stream().filter(row -> !row.giveNull()).toList();
        if (asked.isEmpty()) {
            return Collections.nCopies(rows.size(), Outcome.value(null));
        }
        List<Outcome> answers = new CheckedOutcomes(this, dimensions).check(call(asked), asked.size());
        if (asked.size() == rows.size()) {
            return answers;
        }
        List<Outcome> outcomes = new ArrayList<>(rows.size());
        int next = 0;
        for (Arguments row : rows) {
            outcomes.add(row.giveNull() ? Outcome.value(null) : answers.get(next++));
        }
        return outcomes;
    }

    private List<Outcome> call(List<Arguments> rows) throws FunctionException, InterruptedException {
        return this.<List<Outcome>, FunctionException, InterruptedException>inItsClassLoader(() -> {
            try {
                return function.compute(Collections.unmodifiableList(rows));
            } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
                throw new FunctionDefectException(this, "failed: " + e, e);
            }
        });
    }

    /** What it could not give up, if anything. */
    Optional<RuntimeException> close() {
        return inItsClassLoader(() -> {
            try {
                function.close();
                return Optional.empty();
            } catch (RuntimeException | LinkageError e) {
                return Optional.of(new FunctionDefectException(this, "failed to close: " + e, e));
            }
        });
    }

    // Libraries that look for their parts do it through the thread's class loader.
    private <T, E extends Exception, F extends Exception> T inItsClassLoader(Work<T, E, F> work) throws E, F {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(function.getClass().getClassLoader());
        try {
            return work.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public String toString() {
        return description.name() + " " + description.version();
    }

    @FunctionalInterface
    private interface Answer<T> {
        T get();
    }

    @FunctionalInterface
    private interface Work<T, E extends Exception, F extends Exception> {
        T run() throws E, F;
    }
}
