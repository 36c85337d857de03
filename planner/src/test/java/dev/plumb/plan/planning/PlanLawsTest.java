package dev.plumb.plan.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plan.Action;
import dev.plumb.plan.Plan;
import dev.plumb.plan.PlanRequest;
import dev.plumb.plan.Step;
import dev.plumb.schema.Directory;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every pair of schemas. A failure names its seed. */
class PlanLawsTest {
    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsToBeDoneBetweenEqualSchemas(long seed) {
        RandomSchema schema = new RandomSchema(seed);
        assertThat(Requests.between(schema, new RandomSchema(seed))
                        .allRows()
                        .plan()
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyPairOfManagedSchemasHasAPlan(long seed) {
        Plan plan = between(seed).allRows().plan();
        assertThat(plan.blockers()).isEmpty();
        assertThat(plan.steps()).extracting(Step::ordinal).isSorted();
        assertThat(plan.steps()).extracting(Step::transaction).isSorted();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatCannotRunInATransactionIsAloneInItsOwn(long seed) {
        List<Step> steps = between(seed).allRows().plan().steps();
        steps.stream().filter(s -> s.mode() == Step.Mode.ALONE).forEach(alone -> assertThat(
                        steps.stream().filter(s -> s.transaction() == alone.transaction()))
                .containsExactly(alone));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsDroppedAroundAChangeComesBackInTheSameTransaction(long seed) {
        Plan plan = between(seed).allRows().plan();
        plan.changes().stream().filter(c -> c.action() == Action.RECREATE).forEach(change -> {
            List<Integer> transactions = plan.steps().stream()
                    .filter(s -> s.addresses().contains(change.address()))
                    .filter(s -> !s.sql().contains("validate constraint"))
                    .map(Step::transaction)
                    .distinct()
                    .toList();
            assertThat(transactions).as(change.address().toString()).hasSize(1);
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfWhatIsGivenDoesNotMatter(long seed) {
        PlanRequest request = between(seed).allRows().request();
        Random random = new Random(seed);
        PlanRequest shuffled = new PlanRequest(
                request.environment(),
                shuffled(request.desired(), random),
                request.desiredDependencies(),
                request.desiredOutputColumns(),
                request.volatileDefaults(),
                request.computed(),
                request.pending(),
                request.paces(),
                request.live(),
                request.renames(),
                request.managed(),
                request.guarded(),
                request.kept(),
                request.forgotten(),
                request.locations(),
                request.names());
        assertThat(new Planner().plan(shuffled)).isEqualTo(new Planner().plan(request));
    }

    private static Requests between(long seed) {
        return Requests.between(new RandomSchema(seed), new RandomSchema(seed + 1_000_000));
    }

    private static Schema shuffled(Schema schema, Random random) {
        List<Directory> directories = new ArrayList<>();
        for (Directory directory : schema.directories()) {
            List<SchemaObject> objects = new ArrayList<>(directory.objects());
            Collections.shuffle(objects, random);
            directories.add(directory.withObjects(objects));
        }
        Collections.shuffle(directories, random);
        return new Schema(directories);
    }
}
