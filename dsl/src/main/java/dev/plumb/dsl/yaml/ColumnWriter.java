package dev.plumb.dsl.yaml;

import dev.plumb.dsl.sql.ColumnText;
import dev.plumb.dsl.sql.ColumnTextException;
import dev.plumb.dsl.sql.ParsedColumn;
import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.ColumnValueVisitor;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.SequenceOptions;
import java.util.Optional;

/** The YAML of one column: the short form wherever it says everything, else a map. */
final class ColumnWriter {
    private static final int SHORT = 100;

    private final DirectoryPath directory;
    private final String table;
    private final Column column;
    private final boolean impliedNotNull;

    /** @param inPrimaryKey then not null goes without saying */
    ColumnWriter(DirectoryPath directory, String table, Column column, boolean inPrimaryKey) {
        this.directory = directory;
        this.table = table;
        this.column = column;
        this.impliedNotNull = inPrimaryKey || column.value() instanceof ColumnValue.Identity;
    }

    YamlOut write() {
        return shortForm().<YamlOut>map(text -> new YamlOut.Text(text, true)).orElseGet(this::longForm);
    }

    /** Proves itself: a text that is read back as something else is none. */
    private Optional<String> shortForm() {
        if (column.comment().isPresent() || !column.declaration().equals(Declaration.NONE)) {
            return Optional.empty();
        }
        String text = column.type()
                + column.collation().map(c -> " collate " + c).orElse("")
                + (column.notNull() && !impliedNotNull ? " not null" : "");
        return column.value()
                .accept(new ShortValue())
                .map(value -> text + value)
                .filter(t -> t.length() <= SHORT && t.indexOf('\n') < 0 && meansTheSame(t));
    }

    private boolean meansTheSame(String text) {
        try {
            ParsedColumn parsed = ColumnText.parse(directory, table, column.name(), text);
            Column read = parsed.column();
            return parsed.constraints().isEmpty()
                    && parsed.sequence().isEmpty()
                    && read.withNotNull(read.notNull() || impliedNotNull).equals(column);
        } catch (ColumnTextException notThisWay) {
            return false;
        }
    }

    private YamlOut longForm() {
        OutMap out = new OutMap().sql("type", column.type()).collation(column.collation());
        out.flag("not_null", column.notNull() && !impliedNotNull);
        return column.value()
                .accept(new LongValue(out))
                .text("comment", column.comment())
                .declaration(column.declaration())
                .toYaml(true);
    }

    /** What follows the type; empty when only the long form can say it. */
    private static final class ShortValue implements ColumnValueVisitor<Optional<String>> {
        @Override
        public Optional<String> none() {
            return Optional.of("");
        }

        @Override
        public Optional<String> defaultValue(ColumnValue.Default value) {
            return Optional.of(" default " + value.expression());
        }

        @Override
        public Optional<String> identity(ColumnValue.Identity identity) {
            return Optional.of(" generated " + Keys.words(identity) + " as identity")
                    .filter(t -> identity.options().equals(SequenceOptions.DEFAULT));
        }

        @Override
        public Optional<String> generated(ColumnValue.Generated generated) {
            String storage = generated.stored() ? "stored" : "virtual";
            return Optional.of(" generated always as (" + generated.expression() + ") " + storage);
        }
    }

    /** The key of the long form that says where the value comes from. */
    private record LongValue(OutMap out) implements ColumnValueVisitor<OutMap> {
        @Override
        public OutMap none() {
            return out;
        }

        @Override
        public OutMap defaultValue(ColumnValue.Default value) {
            return out.sql("default", value.expression());
        }

        @Override
        public OutMap identity(ColumnValue.Identity identity) {
            return out.put(
                    "identity",
                    new OutMap()
                            .text("generated", Keys.words(identity))
                            .sequenceOptions(identity.options())
                            .shortOrLong("generated"));
        }

        @Override
        public OutMap generated(ColumnValue.Generated generated) {
            OutMap value = new OutMap().sql("expression", generated.expression());
            if (!generated.stored()) {
                value.put("stored", new YamlOut.Literal("false"));
            }
            return out.put("generated", value.shortOrLong("expression"));
        }
    }
}
