package dev.plumb.plan.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of expected output. Run the tests with {@code -Dgolden.write=true} to write them anew, then read the difference. */
public final class Golden {
    private Golden() {}

    public static void assertMatches(String actual, String file) {
        try {
            if (Boolean.getBoolean("golden.write")) {
                Files.writeString(Path.of("src/test/resources/dev/plumb/plan/render", file), actual);
            }
            try (InputStream expected = Golden.class.getResourceAsStream(file)) {
                String text = expected == null ? "" : new String(expected.readAllBytes(), StandardCharsets.UTF_8);
                assertThat(actual).as(file).isEqualTo(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
