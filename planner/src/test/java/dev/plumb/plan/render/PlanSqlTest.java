package dev.plumb.plan.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlanSqlTest {
    @Test
    void opensAndClosesTheTransactionsOfTheApply() {
        Golden.assertMatches(PlanSql.render(PlanDocument.of(SamplePlans.everything())), "everything.sql");
    }

    @Test
    void runsNothingWhenSomethingIsInTheWay() {
        assertThat(PlanSql.render(PlanDocument.of(SamplePlans.blocked())))
                .contains("-- in the way: library/documents: ")
                .matches("(--.*\n)+");
    }

    @Test
    void saysWhenThereIsNothingToRun() {
        assertThat(PlanSql.render(PlanDocument.of(SamplePlans.empty())))
                .isEqualTo("-- Plumb: plan for environment dev, nothing to run.\n");
    }

    @Test
    void keepsNamesInsideTheirComments() {
        assertThat(PlanSql.render(PlanDocument.of(SamplePlans.hostile())))
                .contains("\n-- library/\"x\\n; drop table t; --\\u001b[2J\"\n");
    }
}
