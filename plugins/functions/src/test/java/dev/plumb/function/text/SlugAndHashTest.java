package dev.plumb.function.text;

import static dev.plumb.function.Calls.value;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugAndHashTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            "Hello, World!",        hello-world
            "  --Über den Wolken--  ", uber-den-wolken
            "Straße & Œuvre",       strasse-oeuvre
            "Łódź, Ærø",            lodz-aero
            "Don't panic",          dont-panic
            "Война и мир: Толстой", война-и-мир-толстой
            "Αθήνα",                αθηνα
            "日本語 テキスト",         日本語-テキスト
            "हिन्दी",                 हिन्दी
            "ﬁne ２０２６",            fine-2026
            "!!!",                  ""
            """)
    void aSlugIsLowerCaseWordsJoinedByHyphens(String text, String slug) throws Exception {
        assertThat(value(new Slug(), "text", text)).isEqualTo(slug);
    }

    @Test
    void theHashIsThatOfTheTextInUtf8() throws Exception {
        assertThat(value(new Sha256(), "text", ""))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(value(new Sha256(), "text", "ä"))
                .isEqualTo("33e6d73fee82904c8d7afb78de1154d1e8dc2a0edb08120e63df5b9385c2d9cc");
    }
}
