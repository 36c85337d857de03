package dev.plumb.plugin;

import java.util.List;
import java.util.OptionalInt;

/**
 * A function that fills a computed column: from the arguments of rows it computes one value for each.
 *
 * <h2>How it is found</h2>
 * By {@link java.util.ServiceLoader}: a public class with a public constructor without parameters, named in
 * {@code META-INF/services/dev.plumb.plugin.ColumnFunction} of its jar. The jar lies in the project's {@code plugins/} folder, where it
 * has a class loader of its own, or on the class path.
 *
 * <h2>Its life</h2>
 * The constructor does nothing that can fail or that takes long: an instance is also made to list and to plan. Before {@link #open} only
 * the methods that describe are called ({@link #name} to {@link #dimensions}); they answer the same at any time and need no network. Then
 * {@link #open} once, {@link #compute} any number of times, {@link #close} once, also after an {@code open} that failed and without any
 * {@code open} at all. What {@code open} does is visible to every {@code compute}, and no {@code compute} runs during or after
 * {@code close}.
 *
 * <h2>Threads</h2>
 * {@link #compute} is called from several threads at once, up to {@link Limits#concurrency}, in each process that works on the column. An
 * implementation must be safe for that. A call that runs longer than {@link Limits#timeout} is interrupted: an implementation that
 * waits does so interruptibly and lets the {@link InterruptedException} pass.
 *
 * <h2>Same arguments, same meaning</h2>
 * A call may be repeated after a crash, so a function has no effects but its result. Its results may differ between two calls (a
 * language model's do), but whoever changes what a function means changes its {@link #version}: Plumb then asks whether the existing rows
 * shall be computed again.
 *
 * <h2>Nulls</h2>
 * As in a strict SQL function: a row with a null in any parameter that does not {@linkplain Parameter#acceptsNull accept nulls} gets the
 * result null, and the function does not see that row. A null as result is a value like any other.
 */
public interface ColumnFunction extends AutoCloseable {
    /**
     * What a schema calls it: lower-case words of letters, digits and underscores, at least two, joined by dots, such as
     * {@code acme.summarize}. The first ones tell whose it is.
     */
    String name();

    /** Any text that is not blank, such as {@code 1} or {@code 2.3.1}; two versions that differ in any way may give different results. */
    String version();

    /** One sentence that says what it computes. */
    String description();

    /** What it takes and what it gives. */
    Signature signature();

    /** How it wants to be called. */
    default Limits limits() {
        return Limits.defaults();
    }

    /**
     * What is wrong with arguments that are the same for every row, such as an unknown model or dimensions out of range. Asked when a
     * schema is planned, before anything is changed and before {@link #open}. Names, types and missing arguments have been checked
     * already.
     *
     * @param constants the arguments that the schema gives as literals, and the defaults of those that it does not give; an argument
     *     that is a column is not there: {@link Arguments#find} finds nothing
     * @return one sentence for each problem, which names the parameter, what was found and what is expected; empty if all is well
     */
    default List<String> problems(Arguments constants) {
        return List.of();
    }

    /**
     * How many elements each {@code real[]} result has, if that is known before the call. Only asked of a function whose result is
     * {@link ValueType#REAL_ARRAY}; a result of another length is then a defect.
     *
     * @param constants as for {@link #problems}, which has found none
     */
    default OptionalInt dimensions(Arguments constants) {
        return OptionalInt.empty();
    }

    /**
     * What {@link Limits#ratePerMinute} and a {@link ThrottledException} count for: all calls with the same bucket, of whichever function
     * and column and in whichever process, share one rate and wait together. By default the function's name.
     *
     * @param constants as for {@link #problems}, which has found none
     */
    default String bucket(Arguments constants) {
        return name();
    }

    /**
     * Makes the function ready: reads its variables, makes its clients.
     *
     * @throws UnusableException if it cannot work here, such as without a key; nothing has been changed in the database then, or only what
     *     an interrupted run had already done
     */
    default void open(FunctionContext context) throws UnusableException {}

    /**
     * Computes one outcome for each row, in the order of the rows.
     *
     * <p>What goes wrong is one of these, and nothing else:
     *
     * <table>
     * <caption>Failures</caption>
     * <tr><th>the function</th><th>means</th><th>Plumb then</th></tr>
     * <tr><td>returns {@link Outcome#error} for a row</td><td>this row has no value, and trying again would not change that</td>
     *     <td>records the error of this cell; the other rows keep their values</td></tr>
     * <tr><td>throws {@link TransientException}</td><td>the whole call failed, it may work later</td>
     *     <td>calls again with growing pauses, {@link Limits#retries} times at most, and then records the error for each row of the call</td></tr>
     * <tr><td>throws {@link ThrottledException}</td><td>too many calls</td>
     *     <td>lets the whole {@link #bucket} wait and calls again; that uses up no retry</td></tr>
     * <tr><td>throws {@link RejectedException}</td><td>some row spoils the call, but it cannot be told which</td>
     *     <td>calls again with each half of the rows; a row that is rejected alone gets the error</td></tr>
     * <tr><td>throws {@link UnusableException}</td><td>no call can work until somebody changes something, such as a wrong key</td>
     *     <td>stops the whole job, which can be resumed; no cell gets an error</td></tr>
     * </table>
     *
     * <p>Anything else is a defect of the function, never a cell error, whatever the column's {@code on_error} says: a
     * {@link RuntimeException} or an {@link Error}, a null or too few or too many outcomes, a value that is not of the result's
     * {@linkplain ValueType#javaClass class}, and a {@code real[]} of other than the announced {@link #dimensions}. The job stops, and names the
     * function. So an implementation turns what it expects to go wrong with a row into {@link Outcome#error}, and lets everything else through.
     *
     * @param rows from one to {@link Limits#batchSize} rows, each with all parameters; not to be changed, nor the arrays in it
     * @return as many outcomes as rows; the arrays in it are Plumb's from then on
     * @throws InterruptedException if the thread was interrupted, because the call took too long or the work ends
     */
    List<Outcome> compute(List<Arguments> rows) throws FunctionException, InterruptedException;

    /** Gives up what {@link #open} took. Must not fail; what it throws is reported and changes nothing. */
    @Override
    default void close() {}
}
