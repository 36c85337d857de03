package dev.plumb.runtime.catalog;

import dev.plumb.schema.PartitionBounds;
import dev.plumb.schema.PartitionKey;
import dev.plumb.schema.PartitionStrategy;
import dev.plumb.schema.sql.SqlLexer;
import dev.plumb.schema.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes apart what the server says of partitions; what stands in the parentheses stays as the server spells it. */
final class PartitionText {
    private PartitionText() {}

    /**
     * A partition key.
     *
     * @param definition {@code RANGE (at, lower(region) COLLATE "C")}
     */
    static PartitionKey key(String definition) {
        String word = SqlLexer.significant(definition).get(0).text();
        return new PartitionKey(
                PartitionStrategy.valueOf(word.toUpperCase(Locale.ROOT)), IndexText.elements(definition));
    }

    /**
     * Bounds.
     *
     * @param definition {@code DEFAULT}, {@code FOR VALUES FROM (1) TO (MAXVALUE)}, {@code FOR VALUES IN ('eu', NULL)} or
     *     {@code FOR VALUES WITH (modulus 4, remainder 0)}
     */
    static PartitionBounds bounds(String definition) {
        List<SqlToken> tokens = SqlLexer.significant(definition);
        if (tokens.size() == 1) {
            return new PartitionBounds.Default();
        }
        String word = tokens.get(2).text().toUpperCase(Locale.ROOT);
        List<String> first = IndexText.elements(definition);
        return switch (word) {
            case "FROM" ->
                new PartitionBounds.Range(first, IndexText.elements(definition.substring(endOfList(definition))));
            case "IN" -> new PartitionBounds.In(first);
            case "WITH" -> new PartitionBounds.Hash(number(first.get(0)), number(first.get(1)));
            default -> throw new IllegalStateException("not the bounds of a partition: " + definition);
        };
    }

    /** After the first pair of parentheses. */
    private static int endOfList(String definition) {
        int depth = 0;
        for (SqlToken token : SqlLexer.tokens(definition)) {
            depth += token.isSymbol("(") ? 1 : 0;
            if (token.isSymbol(")") && --depth == 0) {
                return token.end();
            }
        }
        throw new IllegalStateException("not the bounds of a partition: " + definition);
    }

    /** {@code modulus 4}. */
    private static long number(String text) {
        List<String> words = new ArrayList<>();
        SqlLexer.significant(text).forEach(t -> words.add(t.text()));
        return Long.parseLong(words.get(words.size() - 1));
    }
}
