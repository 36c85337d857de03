package dev.plumb.plugin;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one row, or those that are the same for every row, by the names of a {@link Signature}. Not to be changed, nor the
 * arrays in it. Its text form shows no values: they are somebody's data.
 */
public final class Arguments {
    private final Signature signature;
    private final @Nullable Object[] values;

    private Arguments(Signature signature, @Nullable Object[] values) {
        this.signature = signature;
        this.values = values;
    }

    /**
     * Arguments in the order of the signature's parameters. The array is kept, not copied; the classes of the values are the caller's word.
     *
     * @throws IllegalArgumentException if there are not as many values as parameters
     */
    public static Arguments of(Signature signature, @Nullable Object... values) {
        if (values.length != signature.parameters().size()) {
            throw new IllegalArgumentException(
                    "there are " + values.length + " values for the parameters " + signature);
        }
        return new Arguments(signature, values);
    }

    /**
     * The value of a parameter that is never null: that does not accept nulls, and is not asked for as a constant.
     *
     * @param type the {@linkplain ValueType#javaClass class} of the parameter's type
     * @throws IllegalArgumentException if there is no such parameter, or it is null
     * @throws ClassCastException if it is of another class
     */
    public <T> T get(String parameter, Class<T> type) {
        Object value = values[signature.indexOf(parameter)];
        if (value == null) {
            throw new IllegalArgumentException("the argument " + parameter + " is null or not known");
        }
        return type.cast(value);
    }

    /**
     * The value of a parameter, or nothing where it is null or, among constants, a column.
     *
     * @param type the {@linkplain ValueType#javaClass class} of the parameter's type
     * @throws IllegalArgumentException if there is no such parameter
     * @throws ClassCastException if it is of another class
     */
    public <T> Optional<T> find(String parameter, Class<T> type) {
        return Optional.ofNullable(values[signature.indexOf(parameter)]).map(type::cast);
    }

    /** Short for {@code get(parameter, String.class)}. */
    public String text(String parameter) {
        return get(parameter, String.class);
    }

    /** Short for {@code get(parameter, Integer.class)}. */
    public int integer(String parameter) {
        return get(parameter, Integer.class);
    }

    /** Whether the result is null without a call: a parameter that does not accept nulls is null. */
    public boolean giveNull() {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && !signature.parameters().get(i).acceptsNull()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Arguments that
                && signature.equals(that.signature)
                && Arrays.deepEquals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values);
    }

    @Override
    public String toString() {
        return "Arguments" + signature;
    }
}
