package dev.plumb.cli.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of expected output. Run the tests with {@code -Dgolden.write=true} to write them anew, then read the difference. */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/acceptance");

    private Golden() {}

    static void assertMatches(String file, String actual) throws IOException {
        Path golden = FOLDER.resolve(file);
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, actual);
        }
        assertThat(actual).as(file).isEqualTo(Files.exists(golden) ? Files.readString(golden) : "");
    }
}
