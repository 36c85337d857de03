package dev.plumb.plan.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans of many small differences. {@code -Dgolden.write=true} writes the files anew; then read the difference. */
class PlanScenariosTest {
    private static final Map<String, Supplier<List<Scenario>>> SCENARIOS = Map.of(
            "columns", ColumnScenarios::all,
            "constraints", ConstraintScenarios::all,
            "types", TypeScenarios::all,
            "views", ViewScenarios::all,
            "objects", ObjectScenarios::all,
            "policy", PolicyScenarios::all);

    @ParameterizedTest
    @ValueSource(strings = {"columns", "constraints", "types", "views", "objects", "policy"})
    void plansAreAsReviewed(String group) throws IOException {
        String actual = scenarios(group).stream()
                .map(s ->
                        "== " + s.name() + "\n" + PlanPrinter.print(s.request().plan()))
                .collect(Collectors.joining("\n"));
        String file = group + ".txt";
        if (Boolean.getBoolean("golden.write")) {
            Path path = Path.of("src/test/resources/dev/plumb/plan/planning", file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, actual);
        }
        try (InputStream expected = PlanScenariosTest.class.getResourceAsStream(file)) {
            String text = expected == null ? "" : new String(expected.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(actual).as(file).isEqualTo(text);
        }
    }

    static List<Scenario> scenarios(String group) {
        Supplier<List<Scenario>> scenarios = SCENARIOS.get(group);
        if (scenarios == null) {
            throw new IllegalArgumentException("no scenarios called " + group);
        }
        return scenarios.get();
    }

    static List<Scenario> all() {
        return SCENARIOS.values().stream().flatMap(s -> s.get().stream()).toList();
    }
}
