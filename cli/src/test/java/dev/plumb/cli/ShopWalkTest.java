package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The walk of {@code examples/shop}, step by step as a reader runs it: every exit code is the script's to check, every
 * word is in the golden file. Run with {@code -Dgolden.write=true} to write that anew, then read the difference.
 */
final class ShopWalkTest {
    private static final Path GOLDEN = Path.of("src/test/resources/acceptance/shop-walk.golden");

    @TempDir
    Path folder;

    @Test
    void theWalkEndsWellAndSaysWhatItSaid() throws IOException, InterruptedException {
        Path transcript = folder.resolve("transcript");
        int exitCode;
        try (PlumbDoor plumb = PlumbDoor.open()) {
            exitCode = walk(plumb, transcript).waitFor();
        }
        String said = normal(Files.readString(transcript));
        assertThat(exitCode).as(said).isZero();
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(GOLDEN, said);
        }
        assertThat(GOLDEN).hasContent(said);
    }

    private Process walk(PlumbDoor plumb, Path transcript) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "bash", Example.ROOT.resolve("examples/shop/walk.sh").toString())
                .redirectErrorStream(true)
                .redirectOutput(transcript.toFile());
        Map<String, String> variables = builder.environment();
        // Whoever works here has variables of his own.
        variables.keySet().retainAll(Set.of("PATH", "HOME"));
        variables.putAll(Map.of(
                "PLUMB", plumb.knocker(folder).toString(),
                "WALK_CLASSPATH", System.getProperty("java.class.path"),
                "JAVA_HOME", System.getProperty("java.home"),
                "TMPDIR", folder.toString(),
                "LC_ALL", "C.UTF-8"));
        return builder.start();
    }

    /** Without what is different in every walk. */
    private static String normal(String transcript) {
        return transcript
                .replaceAll("\\b(?!0123456789ab)[0-9a-f]{12}\\b", "<digest>")
                .replaceAll("run (\\d+) on [-0-9: ]+ UTC by [^\n]+", "run $1 on <time> by <somebody>")
                .replaceAll(
                        "started \\S+ by \\S+ on \\S+, commit \\w+", "started <time> by <somebody>, commit <commit>");
    }
}
