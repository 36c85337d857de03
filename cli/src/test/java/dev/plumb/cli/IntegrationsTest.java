package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of {@code plugins/integrations}, as far as they can be tried without the platforms that they are for. */
final class IntegrationsTest {
    private static final Path INTEGRATIONS = Path.of("../plugins/integrations");

    @TempDir
    Path folder;

    private static List<Map<?, ?>> documents(String file) throws IOException {
        List<Map<?, ?>> documents = new ArrayList<>();
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        yaml.loadAll(Files.readString(INTEGRATIONS.resolve(file))).forEach(d -> documents.add((Map<?, ?>) d));
        return documents;
    }

    /** Every map at any depth. */
    private static Stream<Map<?, ?>> maps(Object node) {
        if (node instanceof Map<?, ?> map) {
            return Stream.concat(Stream.of(map), map.values().stream().flatMap(IntegrationsTest::maps));
        }
        return node instanceof List<?> list ? list.stream().flatMap(IntegrationsTest::maps) : Stream.empty();
    }

    private static Map<?, ?> map(@Nullable Object node) {
        return node instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<String> texts(@Nullable Object node) {
        return node instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    }

    /** A command exists with these options; it is not run. */
    private void assertParses(String command) {
        List<String> words = new ArrayList<>(Arrays.asList(command.strip().split("\\s+")));
        words.add("--help");
        Outcome help = Shell.in(folder).plumb(words.toArray(String[]::new));
        assertThat(help.exitCode()).as(command + "\n" + help).isZero();
    }

    private static void assertShell(String shell, String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(shell, "-n", "-c", script)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(script + "\n" + said).isZero();
    }

    @Test
    void theWorkflowGivesTheActionOnlyWhatItTakesAndCommandsThatThereAre() throws Exception {
        Map<?, ?> action = documents("github/action.yml").get(0);
        List<String> inputs =
                map(action.get("inputs")).keySet().stream().map(String::valueOf).toList();
        List<Map<?, ?>> uses = maps(documents("github/schema.yml").get(0))
                .filter(m -> String.valueOf(m.get("uses")).endsWith("integrations/github"))
                .toList();

        assertThat(uses).hasSizeGreaterThan(3);
        for (Map<?, ?> step : uses) {
            Map<?, ?> with = map(step.get("with"));
            assertThat(with.keySet().stream().map(String::valueOf)).isSubsetOf(inputs);
            assertParses(String.valueOf(with.get("command")));
        }
        for (Map<?, ?> step : maps(action).filter(m -> m.containsKey("run")).toList()) {
            assertShell(String.valueOf(step.get("shell")), String.valueOf(step.get("run")));
        }
    }

    @Test
    void thePipelineRunsCommandsThatThereAre() throws Exception {
        List<String> lines = maps(documents("gitlab/schema.gitlab-ci.yml").get(0))
                .filter(m -> m.containsKey("script"))
                .flatMap(m -> texts(m.get("script")).stream())
                .toList();

        assertThat(lines).hasSizeGreaterThan(5);
        assertShell("sh", String.join("\n", lines));
        lines.stream()
                .filter(l -> l.startsWith("plumb "))
                .forEach(l -> assertParses(l.replaceAll(" *\\|\\|.*", "").substring("plumb ".length())));
    }

    @Test
    void theJobAndTheInitContainerRunCommandsThatThereAre() throws Exception {
        List<Map<?, ?>> containers = documents("kubernetes/deploy.yaml").stream()
                .flatMap(IntegrationsTest::maps)
                .filter(m -> m.containsKey("args") || m.containsKey("command"))
                .toList();

        assertThat(containers).hasSize(2);
        List<String> args = texts(containers.get(0).get("args"));
        assertParses(String.join(" ", args.subList(1, args.size())));
        String script = texts(containers.get(1).get("command")).get(2);
        assertShell("sh", script);
        assertParses(script.replaceAll("until plumb | >.*", ""));
    }
}
