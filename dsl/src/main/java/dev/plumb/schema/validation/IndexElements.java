package dev.plumb.schema.validation;

import dev.plumb.schema.sql.SqlLexer;
import dev.plumb.schema.sql.SqlToken;
import java.util.List;
import java.util.Optional;

/** Reads the elements of an index as far as that needs no server. */
final class IndexElements {
    private IndexElements() {}

    /** The column of {@code created_at desc nulls last}; empty for an expression. */
    static Optional<String> column(String element) {
        List<SqlToken> tokens = SqlLexer.significant(element);
        boolean name = !tokens.isEmpty() && tokens.get(0).isName();
        boolean expression = tokens.size() > 1
                && (tokens.get(1).kind() == SqlToken.Kind.SYMBOL
                        || tokens.get(1).kind() == SqlToken.Kind.STRING);
        return name && !expression ? Optional.of(tokens.get(0).name()) : Optional.empty();
    }
}
