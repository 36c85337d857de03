package dev.plumb.plan.planning;

import static dev.plumb.plan.fixture.Model.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plan.Plan;
import dev.plumb.schema.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {
    @Test
    void createsATableWithItsKeysAndIndexes() {
        Schema desired = library(
                enumType("status", "draft", "published"),
                table("owners", identity("id")).withConstraints(List.of(primaryKey("owners_pkey", "id"))),
                table("documents", identity("id"), nullable("owner", "bigint"))
                        .withConstraints(List.of(foreignKey("documents_owner_fkey", "owner", "owners", "id")))
                        .withIndexes(List.of(index("documents_owner_idx", "owner"))));
        Plan plan = Requests.from(Schema.EMPTY, desired).plan();
        assertThat(plan.blockers()).isEmpty();
        assertThat(plan.steps()).hasSize(6);
    }
}
