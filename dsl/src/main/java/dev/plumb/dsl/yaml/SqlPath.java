package dev.plumb.dsl.yaml;

import dev.plumb.schema.sql.SqlLexer;
import dev.plumb.schema.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;

/** Names joined by dots, as SQL writes them: {@code accounts.users}, {@code "Users".id}. */
final class SqlPath {
    private SqlPath() {}

    /** The names as PostgreSQL stores them; empty when the text is not such a path. */
    static List<String> parse(String text) {
        return parse(SqlLexer.significant(text));
    }

    static List<String> parse(List<SqlToken> tokens) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            boolean nameExpected = i % 2 == 0;
            if (nameExpected ? !token.isName() : !token.isSymbol(".")) {
                return List.of();
            }
            if (nameExpected) {
                names.add(token.name());
            }
        }
        return tokens.size() % 2 == 0 ? List.of() : List.copyOf(names);
    }
}
