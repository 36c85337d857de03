package dev.plumb.plan.ddl;

import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.ColumnValueVisitor;
import dev.plumb.schema.sql.SqlNames;
import java.util.List;

/** The definition of a column, as {@code create table} and {@code add column} take it. */
final class ColumnSql implements ColumnValueVisitor<String> {
    private final SqlText text;

    ColumnSql(SqlText text) {
        this.text = text;
    }

    String definition(Column column) {
        return SqlNames.quote(column.name())
                + " "
                + text.type(column.type(), column.collation())
                + column.value().accept(this)
                + (column.notNull() ? " not null" : "");
    }

    static String generated(ColumnValue.Identity identity) {
        return "generated " + (identity.always() ? "always" : "by default");
    }

    @Override
    public String none() {
        return "";
    }

    @Override
    public String defaultValue(ColumnValue.Default value) {
        return " default " + text.fragment(value.expression());
    }

    @Override
    public String identity(ColumnValue.Identity identity) {
        List<String> options = SequenceOptionsSql.definition(identity.options());
        return " " + generated(identity) + " as identity"
                + (options.isEmpty() ? "" : " (" + String.join(" ", options) + ")");
    }

    @Override
    public String generated(ColumnValue.Generated generated) {
        return " generated always as (" + text.fragment(generated.expression()) + ") "
                + (generated.stored() ? "stored" : "virtual");
    }
}
