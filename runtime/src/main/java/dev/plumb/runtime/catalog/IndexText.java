package dev.plumb.runtime.catalog;

import dev.plumb.schema.sql.SqlLexer;
import dev.plumb.schema.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the elements out of what {@code pg_get_indexdef} gives. The server alone knows which operator class is the default
 * for a type and therefore not written; the rules are not repeated here.
 */
final class IndexText {
    private IndexText() {}

    /**
     * The texts between the first pair of parentheses, each with its collation, operator class and order.
     *
     * @param definition {@code CREATE INDEX … ON … USING btree (a, lower(b) DESC) INCLUDE (c)}
     */
    static List<String> elements(String definition) {
        List<String> elements = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (SqlToken token : SqlLexer.tokens(definition)) {
            boolean opens = token.isSymbol("(") || token.isSymbol("[");
            boolean closes = token.isSymbol(")") || token.isSymbol("]");
            if (opens && depth++ == 0) {
                start = token.end();
            }
            if (depth == 1 && (closes || token.isSymbol(","))) {
                elements.add(definition.substring(start, token.start()).strip());
                start = token.end();
            }
            if (closes && --depth == 0) {
                return List.copyOf(elements);
            }
        }
        throw new IllegalStateException("not the definition of an index: " + definition);
    }
}
