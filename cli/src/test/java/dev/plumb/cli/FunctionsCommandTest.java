package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FunctionsCommandTest {
    @TempDir
    Path folder;

    private Shell project() {
        return Shell.in(folder).file("plumb.yaml", "environments: {dev: {database: embedded}}\n");
    }

    @Test
    void thoseOfPlumbAreListedWithSignatureAndLimits() {
        Outcome outcome = project().plumb("functions");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("""

                        text.word_count(text text) returns integer
                            The number of words that white space separates.
                            text: the text to count in
                            version 1, in the class path
                            500 rows a call, 4 at once, 5 retries, 60000 ms at most
                        """)
                .contains("embed.hashing(text text, dimensions integer default 256) returns real[]\n");
    }

    @Test
    void theyAreAlsoToBeHadAsJson() {
        Outcome outcome = project().plumb("functions", "--format", "json");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains(
                        "\"name\" : \"openai.embed\"",
                        "\"default_value\" : \"text-embedding-3-small\"",
                        "\"found_in\" : \"the class path\"",
                        "\"batch_size\" : 96",
                        "\"problems\" : [ ]");
    }

    @Test
    void aBrokenJarIsAFailureThatHidesNoFunction() {
        Outcome outcome = project().file("plugins/broken.jar", "no jar").plumb("functions");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("text.slug(text text) returns text");
        assertThat(outcome.err())
                .startsWith("error: plugins/broken.jar is not a jar that can be read: ")
                .endsWith("\n  next: copy it there again, complete\n");
    }
}
