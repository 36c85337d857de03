package dev.plumb.function.text;

import static dev.plumb.function.Calls.value;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordCountTest {
    @ParameterizedTest
    @CsvSource(
            value = {
                "'', 0",
                "'  \t\n', 0",
                "one, 1",
                "' one  two\nthree ', 3",
                "'non\u00a0breaking\u202fspaces\u3000everywhere\u0085too', 5",
                "'zero\u200bwidth is no space', 4",
                "'\uD83D\uDE00 \uD83D\uDE00', 2",
            },
            ignoreLeadingAndTrailingWhitespace = false)
    void wordsAreWhatWhiteSpaceSeparates(String text, String words) throws Exception {
        assertThat(value(new WordCount(), "text", text)).isEqualTo(Integer.valueOf(words.strip()));
    }
}
