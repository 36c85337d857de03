package dev.plumb.dsl.yaml.edit;

import dev.plumb.dsl.sql.ColumnClauses;
import dev.plumb.dsl.sql.ColumnClauses.Clause;
import dev.plumb.dsl.sql.ColumnText;
import dev.plumb.dsl.sql.ColumnTextException;
import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.source.SourceNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Changes the short form of a column, clause by clause. */
final class ShortColumn {
    private static final Set<String> NULLABILITY = Set.of("not", "null");
    private static final Set<String> VALUE = Set.of("default", "generated");
    private static final Set<String> COLLATION = Set.of("collate");

    private static final String PLAIN = "bigint";

    private final DirectoryPath directory;
    private final String table;
    private final String column;
    private String text;

    ShortColumn(DirectoryPath directory, String table, String column, String text) {
        this.directory = directory;
        this.table = table;
        this.column = column;
        this.text = text;
    }

    String text() {
        return text;
    }

    private List<Clause> clauses() {
        return ColumnClauses.of(directory, table, column, text);
    }

    private Optional<Clause> clause(Set<String> words) {
        return clauses().stream().filter(c -> words.contains(c.word())).findFirst();
    }

    /** False when the short form cannot say what is wanted; then nothing is changed. */
    boolean change(Column before, Column after) {
        Optional<String> value = value(after);
        if (!before.comment().equals(after.comment())
                || (value.isEmpty() && !after.value().equals(ColumnValue.NONE))) {
            return false;
        }
        if (!before.type().equals(after.type())) {
            Clause type = clauses().get(0);
            splice(type.start(), type.end(), after.type());
        }
        if (!before.collation().equals(after.collation())) {
            set(COLLATION, after.collation().map(c -> "collate " + c), Set.of("type"));
        }
        if (before.notNull() != after.notNull()) {
            set(NULLABILITY, after.notNull() ? Optional.of("not null") : Optional.empty(), Set.of("type", "collate"));
        }
        if (!before.value().equals(after.value())) {
            set(VALUE, value, Set.of("type", "collate", "not", "null"));
        }
        return true;
    }

    /** As the writer of columns would put it behind the type. */
    private Optional<String> value(Column after) {
        if (after.value().equals(ColumnValue.NONE)) {
            return Optional.empty();
        }
        Column plain = after.withType(PLAIN)
                .withNotNull(after.value() instanceof ColumnValue.Identity)
                .withCollation(Optional.empty())
                .withComment(Optional.empty())
                .withDeclaration(Declaration.NONE);
        if (new Fragments(directory).part(new Fragments.ColumnPart(plain), table) instanceof Scalar written) {
            return Optional.of(written.value().substring(PLAIN.length()).strip());
        }
        return Optional.empty();
    }

    private void set(Set<String> words, Optional<String> wanted, Set<String> follows) {
        Optional<Clause> present = clause(words);
        if (present.isPresent() && wanted.isPresent()) {
            splice(present.get().start(), present.get().end(), wanted.get());
        } else if (present.isPresent()) {
            cut(present.get());
        } else if (wanted.isPresent()) {
            int at = 0;
            for (Clause clause : clauses()) {
                at = follows.contains(clause.word()) ? Math.max(at, clause.end()) : at;
            }
            splice(at, at, " " + wanted.get());
        }
    }

    /** Takes a constraint out. */
    void drop(Constraint constraint) {
        List<Constraint> parsed;
        try {
            parsed = ColumnText.parse(directory, table, column, text).constraints();
        } catch (ColumnTextException e) {
            throw new CannotEditException("its column is not understood: " + e.getMessage());
        }
        List<Clause> clauses = new ArrayList<>(clauses());
        clauses.removeIf(c -> !c.isConstraint());
        for (int i = 0; i < parsed.size(); i++) {
            boolean same = parsed.get(i)
                    .withName("")
                    .withDeclaration(constraint.declaration())
                    .equals(constraint.withName(""));
            if (same) {
                cut(clauses.get(i));
                return;
            }
        }
        throw new CannotEditException("it is not found behind its column");
    }

    private void cut(Clause clause) {
        int from = clause.start();
        while (from > 0 && Character.isWhitespace(text.charAt(from - 1))) {
            from--;
        }
        splice(from, clause.end(), "");
    }

    private void splice(int from, int to, String by) {
        text = text.substring(0, from) + by + text.substring(to);
    }
}
