package dev.plumb.dsl.yaml;

import dev.plumb.schema.Argument;
import dev.plumb.schema.ArgumentValue;
import dev.plumb.schema.ArgumentValueVisitor;
import dev.plumb.schema.ArgumentVisitor;
import dev.plumb.schema.Computation;
import dev.plumb.schema.ComputationVisitor;
import dev.plumb.schema.ComputedColumn;
import dev.plumb.schema.EmbeddingIndex;
import dev.plumb.schema.Metric;
import dev.plumb.schema.OnError;
import dev.plumb.schema.VariableText;
import java.util.Optional;

/** The YAML of what Plumb computes. */
final class ComputedWriter {
    private ComputedWriter() {}

    static YamlOut column(ComputedColumn column) {
        OutMap out = new OutMap().sql("type", column.type());
        column.computation().accept(new Source(out));
        out.text(
                "on_error",
                Optional.of(column.onError()).filter(o -> o != OnError.ABORT).map(OnError::keyword));
        if (!column.nullable()) {
            out.put("nullable", new YamlOut.Literal("false"));
        }
        return out.text("comment", column.comment())
                .declaration(column.declaration())
                .toYaml(true);
    }

    static YamlOut embedding(EmbeddingIndex index) {
        OutMap out = new OutMap().text(EmbeddingReader.KEY, index.column());
        index.call().accept(new Source(out));
        return out.text(
                        "metric",
                        Optional.of(index.metric())
                                .filter(m -> m != Metric.COSINE)
                                .map(Metric::keyword))
                .number("dimensions", Optional.of((long) index.dimensions()))
                .text("comment", index.comment())
                .declaration(index.declaration())
                .toYaml(true);
    }

    /** The keys that say how a value is computed. */
    private record Source(OutMap out) implements ComputationVisitor<OutMap> {
        @Override
        public OutMap sql(Computation.SqlExpression expression) {
            return out.sql("sql", expression.sql());
        }

        @Override
        public OutMap call(Computation.FunctionCall call) {
            OutMap arguments = new OutMap();
            call.arguments().forEach((parameter, a) -> arguments.named(parameter, a.accept(new Written())));
            return out.text("function", call.function()).section("args", arguments, true);
        }
    }

    /** An argument, as short as it can be said. */
    private static final class Written implements ArgumentVisitor<YamlOut> {
        @Override
        public YamlOut column(Argument.ColumnInput input) {
            YamlOut name = new YamlOut.Text(input.name(), false);
            return VariableText.mentionsVariables(input.name())
                    ? new OutMap().put("column", name).toYaml(true)
                    : name;
        }

        @Override
        public YamlOut literal(Argument.Literal literal) {
            YamlOut value = literal.value().accept(new Value());
            return literal.value().accept(new SpeaksForItself())
                    ? value
                    : new OutMap().put("value", value).toYaml(true);
        }
    }

    /** Whether a value is understood without the key {@code value}. */
    private static final class SpeaksForItself implements ArgumentValueVisitor<Boolean> {
        @Override
        public Boolean text(ArgumentValue.Text text) {
            return VariableText.mentionsVariables(text.template());
        }

        @Override
        public Boolean number(ArgumentValue.Decimal number) {
            return true;
        }

        @Override
        public Boolean flag(ArgumentValue.Flag flag) {
            return true;
        }

        @Override
        public Boolean nothing() {
            return false;
        }

        @Override
        public Boolean items(ArgumentValue.Items items) {
            return false;
        }

        @Override
        public Boolean entries(ArgumentValue.Entries entries) {
            return false;
        }
    }

    /** A value at any depth. */
    private static final class Value implements ArgumentValueVisitor<YamlOut> {
        @Override
        public YamlOut text(ArgumentValue.Text text) {
            return new YamlOut.Text(text.template(), false);
        }

        @Override
        public YamlOut number(ArgumentValue.Decimal number) {
            return new YamlOut.Literal(number.value().toString());
        }

        @Override
        public YamlOut flag(ArgumentValue.Flag flag) {
            return new YamlOut.Literal(String.valueOf(flag.value()));
        }

        @Override
        public YamlOut nothing() {
            return new YamlOut.Literal("null");
        }

        @Override
        public YamlOut items(ArgumentValue.Items items) {
            return new YamlOut.Seq(
                    items.items().stream().map(item -> item.accept(this)).toList());
        }

        @Override
        public YamlOut entries(ArgumentValue.Entries entries) {
            OutMap out = new OutMap();
            entries.entries().forEach((key, value) -> out.named(key, value.accept(this)));
            return out.toYaml(true);
        }
    }
}
