package dev.plumb.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many are worked on at a time. */
final class ParallelConverter implements ITypeConverter<Integer> {
    private static final int MOST = 64;

    @Override
    public Integer convert(String text) {
        int number = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > MOST) {
            throw new TypeConversionException("'" + text + "' is not a number from 1 to " + MOST);
        }
        return number;
    }
}
