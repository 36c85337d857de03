package dev.plumb.dsl.sql;

import dev.plumb.schema.sql.SqlToken;
import java.util.Set;

/** Finds where the expression of a default ends: before the next keyword of the column that cannot belong to it. */
final class DefaultExpression {
    private static final Set<String> ENDS = Set.of(
            "constraint", "unique", "primary", "check", "references", "default", "collate", "deferrable", "initially");

    /** After these an operand is still to come. */
    private static final Set<String> WANTS_OPERAND = Set.of("from", "is", "not", "and", "or");

    private DefaultExpression() {}

    static String read(SqlCursor cursor) {
        int start = cursor.position();
        int cases = 0;
        while (!cursor.atEnd() && (cases > 0 || !endsBefore(cursor, start))) {
            SqlToken token = cursor.peek().orElseThrow();
            cases += token.isWord("case") ? 1 : token.isWord("end") ? -1 : 0;
            cursor.skip();
            if (token.isSymbol("(") || token.isSymbol("[")) {
                cursor.skipToClosing(token.isSymbol("(") ? ")" : "]");
            }
        }
        if (cursor.position() == start) {
            throw cursor.unexpected("an expression after 'default'");
        }
        return cursor.textSince(start);
    }

    private static boolean endsBefore(SqlCursor cursor, int start) {
        SqlToken next = cursor.peek().orElseThrow();
        boolean first = cursor.position() == start;
        SqlToken before = cursor.previous().orElseThrow();
        if (before.isSymbol(".")) {
            return false;
        }
        if (next.isSymbol(")") || next.isSymbol("]") || next.isSymbol(",") || next.isSymbol(";")) {
            return true;
        }
        return switch (next.word()) {
            case "not" -> first || !wantsOperand(before);
            case "null" -> !first && !wantsOperand(before);
            case "generated" ->
                !first && (cursor.word(1).equals("always") || cursor.word(1).equals("by"));
            default -> ENDS.contains(next.word());
        };
    }

    private static boolean wantsOperand(SqlToken token) {
        boolean operator = token.kind() == SqlToken.Kind.SYMBOL && !token.isSymbol(")") && !token.isSymbol("]");
        return operator || WANTS_OPERAND.contains(token.word());
    }
}
