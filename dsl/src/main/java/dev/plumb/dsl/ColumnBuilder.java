package dev.plumb.dsl;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.dsl.sql.ParsedColumn;
import dev.plumb.dsl.sql.TypeText;
import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.SequenceOptions;
import dev.plumb.source.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A column, piece by piece. */
public final class ColumnBuilder extends Guarded<ColumnBuilder> {
    private final DirectoryPath directory;
    private final String table;
    private final String name;
    private final SourceLocation location;
    private final List<ConstraintBuilder<?>> constraints = new ArrayList<>();
    private String type = "";
    private boolean notNull;
    private Optional<String> collation = Optional.empty();
    private ColumnValue value = ColumnValue.NONE;

    ColumnBuilder(Recording recording, DirectoryPath directory, String table, String name, SourceLocation location) {
        super(recording);
        this.directory = directory;
        this.table = table;
        this.name = name;
        this.location = location;
    }

    /** Holds the place of a column that has a problem, so that what names the column has none. */
    static ParsedColumn unreadable(String name) {
        Column column =
                new Column(name, "", false, Optional.empty(), ColumnValue.NONE, Optional.empty(), Declaration.NONE);
        return new ParsedColumn(column, List.of(), Optional.empty());
    }

    /** SQL: {@code numeric(10,2)}, {@code status[]}. */
    public ColumnBuilder type(String sql) {
        type = sql;
        return this;
    }

    public ColumnBuilder notNull() {
        notNull = true;
        return this;
    }

    /** SQL name. */
    public ColumnBuilder collation(String sql) {
        collation = Optional.of(sql.strip());
        return this;
    }

    /** SQL of the default. */
    public ColumnBuilder defaultsTo(String expression) {
        return value(new ColumnValue.Default(expression.strip()));
    }

    public ColumnBuilder identityAlways() {
        return identityAlways(o -> {});
    }

    public ColumnBuilder identityAlways(Consumer<SequenceOptionsBuilder> options) {
        return value(new ColumnValue.Identity(true, options(options)));
    }

    public ColumnBuilder identityByDefault() {
        return identityByDefault(o -> {});
    }

    public ColumnBuilder identityByDefault(Consumer<SequenceOptionsBuilder> options) {
        return value(new ColumnValue.Identity(false, options(options)));
    }

    /** PostgreSQL computes the column and stores it. */
    public ColumnBuilder generatedStored(String expression) {
        return value(new ColumnValue.Generated(expression.strip(), true));
    }

    /** PostgreSQL computes the column whenever it is read (PostgreSQL 18). */
    public ColumnBuilder generatedVirtual(String expression) {
        return value(new ColumnValue.Generated(expression.strip(), false));
    }

    public ColumnBuilder primaryKey() {
        constraints.add(new PrimaryKeyBuilder(recording()).columns(name));
        return this;
    }

    public ColumnBuilder unique() {
        constraints.add(new UniqueBuilder(recording()).columns(name));
        return this;
    }

    /** SQL of a condition on this column. */
    public ColumnBuilder check(String condition) {
        constraints.add(new CheckBuilder(recording()).of(name).condition(condition));
        return this;
    }

    /** See {@link ForeignKeyBuilder#references}. */
    public ColumnBuilder references(String target, String... columns) {
        return references(k -> k.references(target, columns));
    }

    /** A foreign key with rules; its column is this one. */
    public ColumnBuilder references(Consumer<ForeignKeyBuilder> key) {
        ForeignKeyBuilder builder = new ForeignKeyBuilder(recording(), directory, here()).columns(name);
        key.accept(builder);
        constraints.add(builder);
        return this;
    }

    private ColumnBuilder value(ColumnValue source) {
        if (!value.equals(ColumnValue.NONE)) {
            recording()
                    .problems()
                    .report(here(), "column '" + name + "' has more than one of default, identity and generated");
        }
        value = source;
        return this;
    }

    private SequenceOptions options(Consumer<SequenceOptionsBuilder> options) {
        SequenceOptionsBuilder builder = new SequenceOptionsBuilder(recording());
        options.accept(builder);
        return builder.build();
    }

    @Override
    ColumnBuilder self() {
        return this;
    }

    ParsedColumn build(DefaultNames names) {
        String parsedType = parsed(location, "type of column '" + name + "'", () -> TypeText.parse(type), "");
        Column column = new Column(name, parsedType, notNull, collation, value, comment(), declaration());
        List<Constraint> built =
                constraints.stream().<Constraint>map(c -> c.build(table, names)).toList();
        return new ParsedColumn(column, built, Optional.empty());
    }
}
