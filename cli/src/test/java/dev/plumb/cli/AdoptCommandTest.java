package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Edits by hand of every kind, each a golden file: the spec before, the SQL that somebody runs, what {@code status} says of it, and
 * the spec after {@code adopt}, byte for byte.
 */
final class AdoptCommandTest {
    private static final Path GOLDEN = Path.of("src/test/resources/adopt");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everyKindOfEditIsReportedAdoptedAndThenInPlumb() throws IOException {
        String only = System.getProperty("adopt.only", "");
        List<Path> files;
        try (Stream<Path> all = Files.list(GOLDEN)) {
            files = all.filter(f -> f.getFileName().toString().startsWith(only))
                    .sorted()
                    .toList();
        }
        return files.stream()
                .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> new Golden(f, folder).check()));
    }

    /** A golden file with its four parts. */
    private record Golden(Path file, Path folder) {
        void check() throws IOException {
            String[] parts = Files.readString(file).split("(?m)^==== .*\n", -1);
            assertThat(parts).as("before, sql, status, after").hasSize(5);
            Path project = folder.resolve(String.valueOf(file.getFileName()));
            Shop shop = Shop.in(Files.createDirectories(project))
                    .declaring(parts[1])
                    .applied();
            shop.database().execute(parts[2]);
            Outcome status = shop.plumb("status");
            Outcome adopted = shop.plumb("adopt", "--all");
            String after = Files.readString(project.resolve("schema/shop.yaml"));
            if (Boolean.getBoolean("golden.write")) {
                Files.writeString(
                        file,
                        "==== before\n" + parts[1] + "==== by hand\n" + parts[2] + "==== status\n" + told(status.out())
                                + "==== after\n" + after);
            } else {
                assertThat(told(status.out())).as(status.toString()).isEqualTo(parts[3]);
                assertThat(after).isEqualTo(parts[4]);
            }
            assertThat(adopted.exitCode()).as(adopted.toString()).isZero();
            Outcome plan = shop.plumb("plan", "--check");
            assertThat(plan.exitCode()).as(plan.toString()).isZero();
        }

        /** What differs and what is not managed. */
        private static String told(String status) {
            StringBuilder told = new StringBuilder();
            for (String section : List.of("Differences since", "Not managed")) {
                int begin = status.indexOf(section);
                if (begin >= 0) {
                    String rest = status.substring(status.indexOf('\n', begin) + 1);
                    int end = rest.indexOf("\n\n");
                    told.append(end < 0 ? rest : rest.substring(0, end + 1));
                }
            }
            return told.toString();
        }
    }
}
