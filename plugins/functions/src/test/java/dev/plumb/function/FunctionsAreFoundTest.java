package dev.plumb.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plugin.ColumnFunction;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class FunctionsAreFoundTest {
    @Test
    void everyFunctionIsRegistered() {
        assertThat(ServiceLoader.load(ColumnFunction.class))
                .extracting(ColumnFunction::name)
                .containsExactlyInAnyOrder(
                        "embed.hashing",
                        "json.path",
                        "openai.chat",
                        "openai.embed",
                        "text.language",
                        "text.sha256",
                        "text.slug",
                        "text.word_count",
                        "url.host");
    }
}
