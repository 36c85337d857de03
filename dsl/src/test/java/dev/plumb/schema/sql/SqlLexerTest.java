package dev.plumb.schema.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.schema.sql.SqlToken.Kind;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlLexerTest {
    @Test
    void cutsAnExpressionIntoItsTokens() {
        assertThat(texts("a.\"B c\"::numeric(10,2)[]>=-$1 || E'it\\'s' -- end"))
                .containsExactly(
                        "a",
                        ".",
                        "\"B c\"",
                        "::",
                        "numeric",
                        "(",
                        "10",
                        ",",
                        "2",
                        ")",
                        "[",
                        "]",
                        ">=",
                        "-",
                        "$1",
                        "||",
                        "E'it\\'s'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'it''s'",
                "e'a\\'b'",
                "E'\\\\'",
                "U&'d\\0061t\\+000061'",
                "u&'d!0061t' UESCAPE '!'",
                "B'0101'",
                "x'1FF'",
                "N'name'",
                "$$it's$$",
                "$body$ $$ $other$ $body$",
                "$é$x$é$",
                "'one'\n  'two'",
                "'one' -- and\n -- more\n 'two'",
                "''"
            })
    void readsEveryFormOfStringAsOneToken(String sql) {
        assertThat(SqlLexer.tokens(sql))
                .singleElement()
                .extracting(SqlToken::kind)
                .isEqualTo(Kind.STRING);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "'it''s',it's",
                "E'it\\'s \\u00e9\\x41\\101\\q',it's éAAq",
                "U&'d\\0061ta\\\\',data\\",
                "U&'d!0061ta' uescape '!',data",
                "$t$it's$t$,it's",
                "`'on'\n'e'`,one",
                "B'01',01"
            })
    void knowsWhatAStringStandsFor(String sql, String value) {
        assertThat(SqlLexer.tokens(sql).get(0).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Library,library",
                "ÉTÉ,ÉtÉ",
                "\"Li\"\"b\",Li\"b",
                "U&\"d\\0061ta\",data",
                "U&\"d!0061ta\" UESCAPE '!',data",
                "a$1,a$1"
            })
    void knowsTheNameAsItIsStored(String sql, String name) {
        assertThat(SqlLexer.tokens(sql))
                .singleElement()
                .extracting(SqlToken::name)
                .isEqualTo(name);
    }

    @Test
    void nestsBlockComments() {
        assertThat(texts("a /* x /* y */ 'z */ b")).containsExactly("a", "b");
        assertThat(texts("a*/**/b")).containsExactly("a", "*", "b");
    }

    @Test
    void endsAnOperatorBeforeACommentOrASignThatBelongsToTheNextOperand() {
        assertThat(texts("a=-1")).containsExactly("a", "=", "-", "1");
        assertThat(texts("a@-1")).containsExactly("a", "@-", "1");
        assertThat(texts("a+--b\n1")).containsExactly("a", "+", "1");
        assertThat(texts("a->>'b'")).containsExactly("a", "->>", "'b'");
        assertThat(texts("a<-/*c*/1")).containsExactly("a", "<", "-", "1");
    }

    @Test
    void readsNumbersAndRanges() {
        assertThat(texts("1.5e-10 .5 1. 0xFF 1_000 1..10 2e"))
                .containsExactly("1.5e-10", ".5", "1.", "0xFF", "1_000", "1", "..", "10", "2", "e");
    }

    @Test
    void keepsADollarInsideANameAndKnowsParametersFromDollarQuotes() {
        assertThat(texts("a$b$c $1 $b$x$b$")).containsExactly("a$b$c", "$1", "$b$x$b$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a 'b", "a \"b", "a $$b$", "a /* b /* c */", "a E'b\\'", "a U&\"b"})
    void marksWhatIsNotClosed(String sql) {
        List<SqlToken> tokens = SqlLexer.tokens(sql);
        assertThat(tokens.get(tokens.size() - 1).kind()).isEqualTo(Kind.UNTERMINATED);
    }

    @Test
    void tokensPutTogetherAreTheText() {
        Random random = new Random(7);
        String alphabet = "aE uU&'\"\"''$$t1.:-/*+\\\n(é,";
        for (int round = 0; round < 20_000; round++) {
            String sql = random.ints(random.nextInt(24), 0, alphabet.length())
                    .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
                    .collect(Collectors.joining());
            List<SqlToken> tokens = SqlLexer.tokens(sql);
            assertThat(tokens.stream().map(SqlToken::text).collect(Collectors.joining()))
                    .isEqualTo(sql);
            tokens.forEach(t -> assertThat(sql.substring(t.start(), t.end())).isEqualTo(t.text()));
        }
    }

    private static List<String> texts(String sql) {
        return SqlLexer.significant(sql).stream().map(SqlToken::text).toList();
    }
}
