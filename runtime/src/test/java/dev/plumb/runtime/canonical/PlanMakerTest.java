package dev.plumb.runtime.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plan.Plan;
import dev.plumb.plan.Step;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanMakerTest {
    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aPlanAfterAnApplyIsEmpty(int major) throws SQLException {
        try (Project project = new Project(major)) {
            String yaml = Database.resource("kitchen-sink.yaml");

            Plan first = project.apply(yaml);
            Plan second = project.plan(yaml).plan();

            assertThat(first.steps()).isNotEmpty();
            assertThat(second.changes()).isEmpty();
            assertThat(second.blockers()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void everyEditIsProvedAppliedAndThenNoDifference(int major) throws SQLException {
        String whole = Database.resource("edits.txt");
        try (Project project = new Project(major)) {
            String yaml = Database.resource("kitchen-sink.yaml");
            project.apply(yaml);
            for (String edit : whole.split("\n====\n")) {
                for (String replacement : edit.split("\n&&\n")) {
                    String[] sides = replacement.split("\n---->\n", 2);
                    assertThat(yaml).as(edit).contains(sides[0]);
                    yaml = yaml.replace(sides[0], sides[1]);
                }
                Plan plan = project.apply(yaml);
                String sql = plan.steps().stream().map(Step::sql).collect(Collectors.joining("\n"));
                assertThat(plan.changes()).as(edit).isNotEmpty();
                assertThat(project.plan(yaml).plan().changes())
                        .as(edit + "\n" + sql)
                        .isEqualTo(List.of());
            }
        }
    }
}
