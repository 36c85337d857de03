package dev.plumb.schema.sql;

import java.util.List;
import java.util.Set;

/** Which string constants hold the name of a thing: what is cast to {@code regclass} and its kin, or given to {@code nextval}. */
final class NameLiterals {
    private static final Set<String> NAME_TYPES = Set.of(
            "regclass",
            "regcollation",
            "regconfig",
            "regdictionary",
            "regnamespace",
            "regoper",
            "regoperator",
            "regproc",
            "regprocedure",
            "regtype");

    /** A constant may pass through these on its way: {@code ('library.seq'::text)::regclass} is looked up at run time. */
    private static final Set<String> TEXT_TYPES = Set.of("text", "name", "varchar", "cstring");

    /** Functions whose first argument is a name, and which are written without a cast. */
    private static final Set<String> NAME_FUNCTIONS = Set.of(
            "nextval",
            "currval",
            "setval",
            "pg_get_serial_sequence",
            "to_regclass",
            "to_regcollation",
            "to_regnamespace",
            "to_regoper",
            "to_regoperator",
            "to_regproc",
            "to_regprocedure",
            "to_regtype");

    private NameLiterals() {}

    static boolean holdsName(List<SqlToken> tokens, int literal) {
        return !nameType(tokens, literal).isEmpty()
                || !nameFunction(tokens, literal).isEmpty();
    }

    /** True when the whole constant is the name of a schema. */
    static boolean holdsSchema(List<SqlToken> tokens, int literal) {
        return nameType(tokens, literal).equals("regnamespace")
                || nameFunction(tokens, literal).equals("to_regnamespace");
    }

    private static String nameFunction(List<SqlToken> tokens, int literal) {
        boolean firstArgument = literal >= 2 && tokens.get(literal - 1).isSymbol("(") && isOwnName(tokens, literal - 2);
        String function = firstArgument ? plainName(tokens, literal - 2) : "";
        return NAME_FUNCTIONS.contains(function) ? function : "";
    }

    private static String nameType(List<SqlToken> tokens, int literal) {
        if (literal >= 1 && isOwnName(tokens, literal - 1) && isNameType(tokens, literal - 1)) {
            return plainName(tokens, literal - 1);
        }
        if (literal + 2 < tokens.size() && tokens.get(literal + 1).isWord("as")) {
            int type = typeName(tokens, literal + 2);
            return isNameType(tokens, type) ? plainName(tokens, type) : "";
        }
        return castTo(tokens, literal);
    }

    /** Follows {@code ::} through parentheses that hold nothing but the constant. */
    private static String castTo(List<SqlToken> tokens, int literal) {
        int left = literal - 1;
        int at = literal + 1;
        while (at < tokens.size()) {
            if (tokens.get(at).isSymbol(")") && isGrouping(tokens, left)) {
                left--;
                at++;
                continue;
            }
            int type = typeName(tokens, at + 1);
            if (!tokens.get(at).isSymbol("::") || type >= tokens.size()) {
                return "";
            }
            if (isNameType(tokens, type)) {
                return plainName(tokens, type);
            }
            if (!TEXT_TYPES.contains(plainName(tokens, type))) {
                return "";
            }
            at = type + 1;
        }
        return "";
    }

    /** An opening parenthesis that is not a call's. */
    private static boolean isGrouping(List<SqlToken> tokens, int i) {
        return i >= 0
                && tokens.get(i).isSymbol("(")
                && (i == 0 || !tokens.get(i - 1).isName());
    }

    private static boolean isNameType(List<SqlToken> tokens, int i) {
        boolean array = i + 1 < tokens.size() && tokens.get(i + 1).isSymbol("[");
        return i < tokens.size() && !array && NAME_TYPES.contains(plainName(tokens, i));
    }

    /** Where the type's own name stands, after an optional {@code pg_catalog.} */
    private static int typeName(List<SqlToken> tokens, int i) {
        return plainName(tokens, i).equals("pg_catalog")
                        && i + 2 < tokens.size()
                        && tokens.get(i + 1).isSymbol(".")
                ? i + 2
                : i;
    }

    /** True when the name has no qualifier but {@code pg_catalog}. */
    private static boolean isOwnName(List<SqlToken> tokens, int i) {
        return i == 0
                || !tokens.get(i - 1).isSymbol(".")
                || (i >= 2 && plainName(tokens, i - 2).equals("pg_catalog"));
    }

    private static String plainName(List<SqlToken> tokens, int i) {
        return i < tokens.size() && tokens.get(i).isName() ? tokens.get(i).name() : "";
    }
}
