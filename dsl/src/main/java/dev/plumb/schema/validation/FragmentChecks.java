package dev.plumb.schema.validation;

import static dev.plumb.schema.validation.Findings.describe;

import dev.plumb.schema.Schema;
import dev.plumb.schema.sql.SqlLexer;
import dev.plumb.schema.sql.SqlToken;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * SQL texts, as far as their tokens tell: each must end what it begins and be one thing only, so that it can be put into a
 * statement without changing what stands around it.
 */
final class FragmentChecks {
    private final Findings problems;

    FragmentChecks(Findings problems) {
        this.problems = problems;
    }

    void check(Schema schema) {
        schema.directories().forEach(d -> Fragment.of(d).forEach(this::check));
    }

    private void check(Fragment fragment) {
        List<SqlToken> tokens = SqlLexer.tokens(fragment.sql()).stream()
                .filter(t -> t.kind() != SqlToken.Kind.WHITESPACE)
                .toList();
        if (tokens.stream().allMatch(SqlToken::isTrivia)) {
            report(fragment, "is empty", Optional.empty());
            return;
        }
        SqlToken last = tokens.get(tokens.size() - 1);
        if (last.kind() == SqlToken.Kind.UNTERMINATED) {
            report(fragment, "does not close what begins with " + shortened(last.text()), Optional.empty());
        } else if (last.text().startsWith("--")) {
            report(fragment, "ends in a comment, which would hide what follows it", Optional.of("write it as /* … */"));
        }
        structure(fragment, tokens);
    }

    private void structure(Fragment fragment, List<SqlToken> tokens) {
        Deque<String> open = new ArrayDeque<>();
        for (SqlToken token : tokens) {
            if (token.isSymbol("(") || token.isSymbol("[")) {
                open.push(token.isSymbol("(") ? ")" : "]");
            } else if ((token.isSymbol(")") || token.isSymbol("]"))
                    && (open.isEmpty() || !open.pop().equals(token.text()))) {
                report(fragment, "closes a '" + token.text() + "' that it did not open", Optional.empty());
                return;
            } else if (token.isSymbol(";")) {
                report(fragment, "contains a semicolon", Optional.of("remove it: a spec holds no statements"));
                return;
            } else if (token.isSymbol(",") && open.isEmpty() && !fragment.query()) {
                report(fragment, "contains a comma outside of parentheses", Optional.of("write one thing at a time"));
                return;
            }
        }
        if (!open.isEmpty()) {
            report(fragment, "lacks a '" + open.pop() + "'", Optional.empty());
        }
    }

    private void report(Fragment fragment, String what, Optional<String> remedy) {
        problems.add(
                fragment.address(),
                "the " + fragment.role() + " of " + describe(fragment.address()) + " " + what,
                remedy);
    }

    private static String shortened(String text) {
        return text.length() <= 30 ? text : text.substring(0, 30) + "…";
    }
}
