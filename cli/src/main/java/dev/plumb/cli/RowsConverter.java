package dev.plumb.cli;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A part of the rows, {@code 1%}, {@code 0.5%}: as a fraction. */
final class RowsConverter implements ITypeConverter<Double> {
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)%");
    private static final int HUNDRED = 2;

    @Override
    public Double convert(String text) {
        Matcher percent = PERCENT.matcher(text);
        if (percent.matches()) {
            double fraction =
                    new BigDecimal(percent.group(1)).movePointLeft(HUNDRED).doubleValue();
            if (fraction > 0 && fraction <= 1) {
                return fraction;
            }
        }
        throw new TypeConversionException("expected a part of the rows such as 1% or 0.5%, but was '" + text + "'");
    }
}
