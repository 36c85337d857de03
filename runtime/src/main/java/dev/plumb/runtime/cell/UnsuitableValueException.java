package dev.plumb.runtime.cell;

import java.math.BigDecimal;

/** A value of a column that the type of a function's parameter does not have: an error of the cell. */
public final class UnsuitableValueException extends Exception {
    public static final String TYPE = "unsuitable_input";

    private static final long serialVersionUID = 1L;

    UnsuitableValueException(String message) {
        super(message);
    }

    static BigDecimal unlessFinite(String text) throws UnsuitableValueException {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new UnsuitableValueException("the number is " + text + ", the function takes finite ones");
        }
    }
}
