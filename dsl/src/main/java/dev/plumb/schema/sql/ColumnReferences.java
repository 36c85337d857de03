package dev.plumb.schema.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names in an expression that can be columns of its table. Only the server knows what a name is; here every name counts that
 * stands where a column can stand, so that none is missed.
 *
 * @param columns as PostgreSQL stores them; the table's own name is among them where the expression uses the row as a whole
 * @param star true when the expression uses the row as {@code documents.*}
 */
public record ColumnReferences(Set<String> columns, boolean star) {
    private static final Set<String> RESERVED =
            words("all analyse analyze and any array as asc asymmetric both case cast check"
                    + " collate column constraint create current_catalog current_date current_role current_time current_timestamp"
                    + " current_user default deferrable desc distinct do else end except false fetch for foreign from grant group having"
                    + " in initially intersect into lateral leading limit localtime localtimestamp not null offset on only or order"
                    + " placing primary references returning select session_user some symmetric system_user table then to trailing true"
                    + " union unique user using variadic when where window with ilike is isnull join left like natural notnull overlaps right"
                    + " similar");

    /** After these words comes a type, a collation, a property or a unit, but no column. */
    private static final Set<String> BEFORE_OTHER = words("as at collate is nulls");

    /** Words that go on with the name of a type, and those that they follow. */
    private static final Set<String> IN_TYPE = words("precision time varying with without zone");

    private static final Set<String> BEFORE_IN_TYPE =
            words("at bit char character double national time timestamp with without");

    private static final Set<SqlToken.Kind> VALUES =
            Set.of(SqlToken.Kind.QUOTED_NAME, SqlToken.Kind.STRING, SqlToken.Kind.NUMBER, SqlToken.Kind.PARAMETER);

    public ColumnReferences {
        columns = Set.copyOf(columns);
    }

    /** @param table name of the table, which may qualify its columns */
    public static ColumnReferences in(String sql, String table) {
        List<SqlToken> tokens = SqlLexer.significant(sql);
        Set<String> columns = new HashSet<>();
        boolean star = false;
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            star |= token.isSymbol("*") && isQualifiedBy(table, tokens, i);
            if (token.isName() && canBeColumn(table, tokens, i)) {
                columns.add(token.name());
            }
        }
        return new ColumnReferences(columns, star);
    }

    private static boolean canBeColumn(String table, List<SqlToken> tokens, int i) {
        if (isFollowedByOther(tokens, i)) {
            return false;
        }
        if (i > 0 && tokens.get(i - 1).isSymbol(".")) {
            return isQualifiedBy(table, tokens, i);
        }
        return !RESERVED.contains(tokens.get(i).word()) && (i == 0 || !isAfterOther(tokens, i));
    }

    /** A function, a qualifier, the name of an argument, the type of a constant, {@code at time zone}. */
    private static boolean isFollowedByOther(List<SqlToken> tokens, int i) {
        if (i + 1 == tokens.size()) {
            return false;
        }
        SqlToken next = tokens.get(i + 1);
        boolean argumentName = next.isSymbol("=>") || next.isSymbol(":=");
        boolean operator = tokens.get(i).isWord("at") && next.isWord("time");
        return next.isSymbol("(")
                || next.isSymbol(".")
                || argumentName
                || operator
                || next.kind() == SqlToken.Kind.STRING;
    }

    private static boolean isAfterOther(List<SqlToken> tokens, int i) {
        SqlToken before = tokens.get(i - 1);
        boolean value = VALUES.contains(before.kind()) || before.isSymbol(")") || before.isSymbol("]");
        boolean extracted = before.isSymbol("(") && i > 1 && tokens.get(i - 2).isWord("extract");
        boolean notProperty = before.isWord("not") && i > 1 && tokens.get(i - 2).isWord("is");
        boolean typeGoesOn = IN_TYPE.contains(tokens.get(i).word()) && BEFORE_IN_TYPE.contains(before.word());
        return value
                || extracted
                || notProperty
                || typeGoesOn
                || before.isSymbol("::")
                || BEFORE_OTHER.contains(before.word());
    }

    private static boolean isQualifiedBy(String table, List<SqlToken> tokens, int i) {
        return i > 1
                && tokens.get(i - 1).isSymbol(".")
                && tokens.get(i - 2).isName()
                && tokens.get(i - 2).name().equals(table);
    }

    private static Set<String> words(String words) {
        return Set.of(words.split(" "));
    }
}
