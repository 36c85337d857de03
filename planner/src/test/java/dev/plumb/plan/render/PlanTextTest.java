package dev.plumb.plan.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plan.Plan;
import dev.plumb.source.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlanTextTest {
    private static final NextCommands NEXT = new NextCommands("plumb plan -e prod", "plumb apply -e prod");

    @Test
    void showsCountsThenChangesByObjectThenWhatIsLeftAloneThenTheNextCommand() {
        Golden.assertMatches(text(SamplePlans.everything()), "everything.txt");
    }

    @Test
    void showsWhatStandsInTheWay() {
        Golden.assertMatches(text(SamplePlans.blocked()), "blocked.txt");
    }

    @Test
    void saysThatThereIsNothingToDo() {
        assertThat(text(SamplePlans.empty())).isEqualTo("dev: in plumb, nothing to do\n");
    }

    @Test
    void saysWhyThereIsNoPlan() {
        PlanDocument failed = PlanDocument.failed(
                "dev", List.of(new Problem(Optional.empty(), "the server is gone", Optional.empty())));
        assertThat(PlanText.render(failed, Style.PLAIN, Optional.of(NEXT)))
                .isEqualTo("dev: no plan could be made\nerror: the server is gone\n");
    }

    @Test
    void adoptsWithoutRunningAnything() {
        assertThat(text(SamplePlans.adoption())).isEqualTo("""
                        dev: 1 to adopt

                        library/documents
                          = adopt table documents: exists as declared, not managed yet

                        Next: plumb apply -e prod
                        """);
    }

    @Test
    void namesNoCommandWhereNobodyReadsIt() {
        assertThat(PlanText.render(PlanDocument.of(SamplePlans.everything()), Style.PLAIN, Optional.empty()))
                .doesNotContain("Next:");
    }

    @Test
    void saysTheSameWithAndWithoutColour() {
        PlanDocument document = PlanDocument.of(SamplePlans.everything());
        String coloured = PlanText.render(document, Style.ANSI, Optional.of(NEXT));
        assertThat(coloured).contains("\u001b[1;31mDESTRUCTIVE\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(text(SamplePlans.everything()));
    }

    @Test
    void letsNoNameSteerTheTerminal() {
        assertThat(text(SamplePlans.hostile())).doesNotContain("\u001b").contains("x\\n; drop table t; --\\u001b[2J");
    }

    @Test
    void quotesAddressesForTheShell() {
        assertThat(NEXT.applyAllowing(List.of("a/b", "a/it's")))
                .isEqualTo("plumb apply -e prod --allow a/b --allow 'a/it'\\''s'");
        assertThat(NEXT.applyAllowing(List.of("a", "b", "c", "d")))
                .isEqualTo("plumb apply -e prod --allow-destructive");
    }

    private static String text(Plan plan) {
        return PlanText.render(PlanDocument.of(plan), Style.PLAIN, Optional.of(NEXT));
    }
}
