package dev.plumb.function.url;

import static dev.plumb.function.Calls.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.function.Calls;
import dev.plumb.plugin.Outcome;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlHostTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            https://Example.COM/a?b#c,          example.com
            http://user:p@ss@example.com:8080,  example.com
            //cdn.example.com/x,                cdn.example.com
            https://[2001:DB8::1]:443/,         [2001:db8::1]
            https://bücher.example/ein buch,    xn--bcher-kva.example
            ftp://a_b.example,                  a_b.example
            postgresql://db.example:5432/x,     db.example
            https://example.com?q=//other,      example.com
            """)
    void theHostIsFound(String url, String host) throws Exception {
        assertThat(value(new UrlHost(), "url", url)).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a/b", "mailto:a@example.com", "example.com", "file:///etc/hosts"})
    void whatNamesNoHostIsNull(String url) throws Exception {
        assertThat(value(new UrlHost(), "url", url)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a b/", "http://[::1/", "http://a:port/", "http://u:secret@<x>/"})
    void whatStandsThereAndIsNoHostIsAnErrorThatDoesNotShowIt(String url) throws Exception {
        assertThat(Calls.of(new UrlHost(), Map.of("url", url)))
                .isEqualTo(Outcome.error("invalid_url", "what stands in the place of the host is none"));
    }
}
