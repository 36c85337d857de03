package dev.plumb.schema.sql;

import java.util.List;

/** Finds the schema qualifiers in a SQL fragment and replaces them. */
final class SchemaReferences {
    private final Qualifiers qualifiers;
    private final List<SqlToken> tokens;
    private final Clauses clauses = new Clauses();
    private final Edits edits;

    private SchemaReferences(String sql, Qualifiers qualifiers) {
        this.qualifiers = qualifiers;
        this.tokens = SqlLexer.significant(sql);
        this.edits = new Edits(sql);
    }

    static String replace(String sql, Qualifiers qualifiers) {
        boolean nothingToSee = sql.indexOf('.') < 0 && sql.indexOf('\'') < 0;
        return nothingToSee ? sql : new SchemaReferences(sql, qualifiers).run();
    }

    private String run() {
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.kind() == SqlToken.Kind.STRING && NameLiterals.holdsName(tokens, i)) {
                Edits mapped = inLiteral(token.value(), NameLiterals.holdsSchema(tokens, i));
                if (mapped.copied > 0) {
                    edits.replace(token, SqlNames.literal(mapped.result()).stripLeading());
                }
            }
            if (token.isName() && qualifiers.covers(token.name()) && isSchema(i)) {
                edits.replace(token, replacement(token, tokens.get(i + 2)));
            }
            clauses.pass(tokens, i);
        }
        return edits.result();
    }

    private String replacement(SqlToken qualifier, SqlToken name) {
        return SqlNames.quote(qualifiers.replacement(qualifier.name(), name.isName() ? name.name() : ""));
    }

    /** The text of a name inside a string, where every qualifier can only be a schema. */
    private Edits inLiteral(String text, boolean schemaAlone) {
        List<SqlToken> inner = SqlLexer.significant(text);
        Edits mapped = new Edits(text);
        for (int i = 0; i < inner.size(); i++) {
            SqlToken token = inner.get(i);
            boolean qualifies = schemaAlone ? inner.size() == 1 : qualifiedLength(inner, i) == 2;
            if (token.isName() && qualifiers.covers(token.name()) && qualifies) {
                mapped.replace(
                        token,
                        schemaAlone
                                ? SqlNames.quote(qualifiers.schema(token.name()))
                                : replacement(token, inner.get(i + 2)));
            }
        }
        return mapped;
    }

    private boolean isSchema(int i) {
        int length = qualifiedLength(tokens, i);
        if (length < 2 || length > 3) {
            return false;
        }
        SqlToken last = tokens.get(i + 2 * length - 2);
        if (isOperatorName(i)) {
            return length == 2;
        }
        boolean call = symbolAt(i + 2 * length - 1, "(");
        if (length == 3) {
            // Two names before a column are schema and table; before a function or in a list of tables the first is the
            // database.
            return !call && !clauses.expectsRelation();
        }
        if (last.kind() == SqlToken.Kind.SYMBOL) {
            return false;
        }
        boolean literal = i + 3 < tokens.size() && tokens.get(i + 3).kind() == SqlToken.Kind.STRING;
        if (call || literal || clauses.expectsRelation() || StatementTarget.standsAt(tokens, i)) {
            return true;
        }
        return switch (clauses.after(tokens, i)) {
            case SCHEMA -> true;
            case COLUMN -> false;
            case EITHER -> isKnown(tokens.get(i), last) || isTypeAlone(i);
        };
    }

    private boolean isOperatorName(int i) {
        return i >= 2 && symbolAt(i - 1, "(") && tokens.get(i - 2).isWord("operator");
    }

    private boolean isKnown(SqlToken qualifier, SqlToken name) {
        return qualifiers.knows(qualifier.name(), name.name());
    }

    /** The whole fragment is {@code q.n}, {@code q.n(3)}, {@code q.n[]}: the type of a column. */
    private boolean isTypeAlone(int i) {
        return i == 0
                && tokens.stream()
                        .skip(3)
                        .allMatch(t -> t.kind() == SqlToken.Kind.NUMBER
                                || t.isWord("array")
                                || t.isSymbol("[")
                                || t.isSymbol("]"));
    }

    /** How many names joined by dots begin at {@code i}; 0 when a dot stands before. The last may be a star or an operator. */
    private static int qualifiedLength(List<SqlToken> tokens, int i) {
        if (i > 0 && tokens.get(i - 1).isSymbol(".")) {
            return 0;
        }
        int length = 1;
        while (i + 2 * length < tokens.size() && tokens.get(i + 2 * length - 1).isSymbol(".")) {
            length++;
        }
        return length;
    }

    private boolean symbolAt(int i, String symbol) {
        return i < tokens.size() && tokens.get(i).isSymbol(symbol);
    }

    /** Replacements collected from left to right, none of which may grow together with what stands before it. */
    private static final class Edits {
        private final String original;
        private final StringBuilder result = new StringBuilder();
        private int copied;

        private Edits(String original) {
            this.original = original;
        }

        private void replace(SqlToken token, String replacement) {
            result.append(original, copied, token.start());
            if (growsTogether(replacement.charAt(0))) {
                result.append(' ');
            }
            result.append(replacement);
            copied = token.end();
        }

        /** {@code select"a".b}, and {@code u&a.b}, where a quote would turn an operator into a prefix. */
        private boolean growsTogether(char next) {
            int length = result.length();
            boolean prefix = length > 1 && result.substring(length - 2).equalsIgnoreCase("u&");
            return (next == '"' && prefix)
                    || (length > 0 && SqlLexer.isNamePart(result.charAt(length - 1)) && SqlLexer.isNamePart(next));
        }

        private String result() {
            return result.append(original, copied, original.length()).toString();
        }
    }

    /** What the names before a dot mean, and become. */
    interface Qualifiers {
        boolean covers(String qualifier);

        /** Whether something of that name is known to live there. */
        boolean knows(String qualifier, String name);

        /** @param name what follows the qualifier; empty for an operator */
        String replacement(String qualifier, String name);

        /** The replacement of a qualifier that stands alone. */
        String schema(String qualifier);
    }
}
