package dev.plumb.plan.diff;

import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.ColumnValueVisitor;

/** Where a column's value comes from, for people: {@code default now()}, {@code identity always}. */
public final class ValueText implements ColumnValueVisitor<String> {
    private static final ValueText INSTANCE = new ValueText();

    private ValueText() {}

    public static String of(ColumnValue value) {
        return value.accept(INSTANCE);
    }

    @Override
    public String none() {
        return Details.NONE;
    }

    @Override
    public String defaultValue(ColumnValue.Default value) {
        return "default " + value.expression();
    }

    @Override
    public String identity(ColumnValue.Identity identity) {
        return "identity " + (identity.always() ? "always" : "by default") + " (" + SequenceText.of(identity.options())
                + ")";
    }

    @Override
    public String generated(ColumnValue.Generated generated) {
        return "generated " + generated.expression() + (generated.stored() ? " stored" : " virtual");
    }
}
