package dev.plumb.dsl;

import dev.plumb.dsl.sql.TypeText;
import dev.plumb.schema.Address;
import dev.plumb.schema.Argument;
import dev.plumb.schema.Computation;
import dev.plumb.schema.ComputedColumn;
import dev.plumb.schema.OnError;
import dev.plumb.schema.Recompute;
import dev.plumb.source.SourceLocation;
import java.util.Optional;

/** A column that Plumb computes. */
public final class ComputedBuilder extends Reconciled<ComputedBuilder> {
    private final String name;
    private final SourceLocation location;
    private final FunctionArguments arguments = new FunctionArguments();
    private String type = "";
    private Optional<String> expression = Optional.empty();
    private Optional<String> function = Optional.empty();
    private OnError onError = OnError.ABORT;
    private boolean nullable = true;
    private Recompute recompute = Recompute.UNDECIDED;

    ComputedBuilder(Recording recording, String name) {
        super(recording);
        this.name = name;
        this.location = here();
    }

    /** SQL: {@code integer}, {@code status[]}. */
    public ComputedBuilder type(String sql) {
        type = sql;
        return this;
    }

    /** SQL over the columns of the row. */
    public ComputedBuilder sql(String sql) {
        expression = Optional.of(sql.strip());
        return this;
    }

    /** The function that Plumb computes the column with: {@code text.word_count}. */
    public ComputedBuilder function(String functionName) {
        function = Optional.of(functionName);
        return this;
    }

    /** What a parameter of the function gets: {@code arg("text", Argument.column("body"))}. */
    public ComputedBuilder arg(String parameter, Argument argument) {
        arguments.put(parameter, argument, here());
        return this;
    }

    /** What an error in one row means when the column is filled; {@link OnError#ABORT} unless given. */
    public ComputedBuilder onError(OnError action) {
        onError = action;
        return this;
    }

    /** What another version of the function means: computing all values again, or keeping them; asked for unless given. */
    public ComputedBuilder recompute(boolean again) {
        recompute = Recompute.of(again);
        return this;
    }

    /** Not null, once the column is filled. */
    public ComputedBuilder notNull() {
        nullable = false;
        return this;
    }

    @Override
    ComputedBuilder self() {
        return this;
    }

    ComputedColumn build(Address address) {
        if (expression.isPresent() == function.isPresent()) {
            problem(expression.isPresent() ? "has sql and a function" : "needs sql or a function");
        }
        if (expression.isPresent() && !arguments.isEmpty()) {
            problem("has arguments, which only a function has");
        }
        if (expression.isPresent() && recompute != Recompute.UNDECIDED) {
            problem("says what another version of a function means, and has none");
        }
        if (onError == OnError.IGNORE && !nullable) {
            problem("cannot ignore errors and be not null: the cell of a row with an error is null");
        }
        Computation computation = expression
                .<Computation>map(Computation.SqlExpression::new)
                .orElseGet(
                        () -> new Computation.FunctionCall(function.orElse(""), arguments.build(recording(), address)));
        String parsedType = parsed(location, "type of computed column '" + name + "'", () -> TypeText.parse(type), "");
        return new ComputedColumn(
                name,
                parsedType,
                computation,
                onError,
                nullable,
                comment(),
                declaration().withRecompute(recompute));
    }

    private void problem(String what) {
        recording().problems().report(location, "computed column '" + name + "' " + what);
    }
}
