package dev.plumb.schema;

/**
 * One method for each kind of value, so that a new kind does not compile until everyone has an answer for it.
 *
 * @param <R> the answer
 */
public interface ArgumentValueVisitor<R> {
    R text(ArgumentValue.Text text);

    R number(ArgumentValue.Decimal number);

    R flag(ArgumentValue.Flag flag);

    R nothing();

    R items(ArgumentValue.Items items);

    R entries(ArgumentValue.Entries entries);
}
