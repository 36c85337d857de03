package dev.plumb.runtime.canonical;

import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.ColumnValueVisitor;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.ConstraintVisitor;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.Index;
import dev.plumb.schema.Table;
import dev.plumb.schema.sql.SqlLexer;
import dev.plumb.schema.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The SQL texts that a person wrote, by the object that they are in. */
final class Fragments implements ColumnValueVisitor<List<String>>, ConstraintVisitor<List<String>> {
    private static final Fragments INSTANCE = new Fragments();

    private Fragments() {}

    static List<String> of(Table table) {
        return Stream.of(
                        table.columns().stream().map(Fragments::of),
                        table.constraints().stream().map(Fragments::of),
                        table.partitioning().key().stream().map(k -> k.elements()),
                        table.partitioning().of().stream().map(p -> p.bounds().values()))
                .flatMap(s -> s)
                .flatMap(List::stream)
                .toList();
    }

    static List<String> of(Column column) {
        List<String> fragments = new ArrayList<>();
        fragments.add(column.type());
        column.collation().ifPresent(fragments::add);
        fragments.addAll(column.value().accept(INSTANCE));
        return fragments;
    }

    /** The texts of a column's value. */
    static ColumnValueVisitor<List<String>> values() {
        return INSTANCE;
    }

    static List<String> of(Constraint constraint) {
        return constraint.accept(INSTANCE);
    }

    static List<String> of(Index index) {
        List<String> fragments = new ArrayList<>(index.elements());
        index.where().ifPresent(fragments::add);
        return fragments;
    }

    static List<String> of(DomainType domain) {
        List<String> fragments = new ArrayList<>();
        fragments.add(domain.baseType());
        domain.collation().ifPresent(fragments::add);
        domain.defaultExpression().ifPresent(fragments::add);
        domain.checks().forEach(c -> fragments.add(c.expression()));
        return fragments;
    }

    static List<String> of(CompositeType type) {
        return type.attributes().stream()
                .flatMap(a -> Stream.concat(Stream.of(a.type()), a.collation().stream()))
                .toList();
    }

    /**
     * What keeps a text from being one expression or query that can stand inside a statement, if anything: it would end the
     * statement and begin another.
     */
    static Optional<String> flaw(String fragment) {
        int depth = 0;
        for (SqlToken token : SqlLexer.significant(fragment)) {
            if (token.kind() == SqlToken.Kind.UNTERMINATED) {
                return Optional.of("what begins with " + beginning(token.text()) + " is not closed" + at(token));
            }
            if (token.isSymbol(";")) {
                return Optional.of("a semicolon would begin another statement" + at(token));
            }
            if (token.isSymbol("(") || token.isSymbol("[")) {
                depth++;
            }
            if (token.isSymbol(")") || token.isSymbol("]")) {
                depth--;
            }
            if (depth < 0) {
                return Optional.of(token.text() + " closes nothing" + at(token));
            }
        }
        return depth > 0 ? Optional.of("a parenthesis is not closed") : Optional.empty();
    }

    private static String at(SqlToken token) {
        return ", at character " + (token.start() + 1);
    }

    private static String beginning(String text) {
        return text.length() > 20 ? text.substring(0, 20) + "…" : text;
    }

    @Override
    public List<String> none() {
        return List.of();
    }

    @Override
    public List<String> defaultValue(ColumnValue.Default value) {
        return List.of(value.expression());
    }

    @Override
    public List<String> identity(ColumnValue.Identity identity) {
        return List.of();
    }

    @Override
    public List<String> generated(ColumnValue.Generated generated) {
        return List.of(generated.expression());
    }

    @Override
    public List<String> primaryKey(Constraint.PrimaryKey primaryKey) {
        return List.of();
    }

    @Override
    public List<String> unique(Constraint.UniqueConstraint unique) {
        return List.of();
    }

    @Override
    public List<String> foreignKey(Constraint.ForeignKey foreignKey) {
        return List.of();
    }

    @Override
    public List<String> check(Constraint.CheckConstraint check) {
        return List.of(check.expression());
    }

    @Override
    public List<String> exclusion(Constraint.ExclusionConstraint exclusion) {
        List<String> fragments = new ArrayList<>();
        exclusion.elements().forEach(e -> fragments.addAll(List.of(e.element(), e.operator())));
        exclusion.where().ifPresent(fragments::add);
        return fragments;
    }
}
