package dev.plumb.plan.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Refusal;
import dev.plumb.plan.preview.Preview.EnvironmentPreview;
import dev.plumb.plan.render.Golden;
import dev.plumb.plan.render.JsonDocuments;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plan.render.SamplePlans;
import dev.plumb.source.Problem;
import dev.plumb.source.SourceLocation;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreviewTest {
    private static final Refusal REFUSAL = new Refusal(
            "prod is protected, and nothing says that this is meant to go",
            "library/documents.title",
            "add it to removed: in the reviewed files");

    private static final Preview ALL = preview(
            live(PlanDocument.of(named("staging", SamplePlans.everything()))),
            live(PlanDocument.of(named("prod", SamplePlans.everything()), List.of(REFUSAL))),
            live(PlanDocument.of(named("qa", SamplePlans.blocked()))),
            live(PlanDocument.of(named("demo", SamplePlans.empty()))),
            live(PlanDocument.failed(
                    "lost",
                    List.of(new Problem(
                            Optional.of(new SourceLocation("schema/<db>.yaml", 7, 3)),
                            "the server at <db> does not know this",
                            Optional.of("start it"))))));

    private static Preview preview(EnvironmentPreview... environments) {
        return new Preview("shop", Optional.of("0123456789ab+"), Arrays.asList(environments));
    }

    private static EnvironmentPreview live(PlanDocument plan) {
        return new EnvironmentPreview(plan, "live");
    }

    private static Plan named(String environment, Plan plan) {
        return new Plan(
                environment,
                plan.changes(),
                plan.steps(),
                plan.blockers(),
                plan.unmanaged(),
                plan.uncovered(),
                plan.notes(),
                plan.effects(),
                plan.removals(),
                plan.drift());
    }

    @Test
    void aCommentSaysTheVerdictsThenWhatStandsInTheWayThenTheRestFolded() {
        Golden.assertMatches(PreviewMarkdown.render(ALL), "preview.md");
    }

    @Test
    void aPreviewIsJsonWithTheWholePlans() {
        Golden.assertMatches(JsonDocuments.write(ALL), "preview.json");
    }

    @Test
    void findingsAreSarif() {
        Golden.assertMatches(PreviewSarif.render(ALL, "db/"), "preview.sarif");
    }

    @Test
    void findingsAreCommandsOfAGitHubWorkflow() {
        Golden.assertMatches(PreviewAnnotations.github(ALL, "db/"), "preview.github.txt");
    }

    @Test
    void findingsAreACodeQualityReportOfGitLab() throws Exception {
        String report = PreviewAnnotations.gitlab(ALL, "db/");
        Golden.assertMatches(report, "preview.gitlab.json");
        Set<String> fingerprints = new HashSet<>();
        for (JsonNode issue : new ObjectMapper().readTree(report)) {
            assertThat(fingerprints.add(issue.path("fingerprint").asText())).isTrue();
        }
        assertThat(fingerprints).isNotEmpty();
    }

    @Test
    void withoutChangesTheCommentSaysSo() {
        Preview same = preview(live(PlanDocument.of(named("demo", SamplePlans.empty()))));
        assertThat(PreviewMarkdown.render(same)).isEqualTo("""
                        <!-- plumb:preview project=shop -->
                        ### Schema of shop: no changes

                        | environment | result | changes | filling | effects |
                        |---|---|---|---|---|
                        | `demo` (live) | no changes |  |  |  |
                        <!-- plumb:section 0 the end -->

                        Spec at `0123456789ab+`.\s
                        """);
    }

    @Test
    void whatIsTooLongForACommentLosesTheSqlFirstAndTheVerdictsNever() {
        String whole = PreviewMarkdown.render(ALL);
        String withoutSql = Sections.cut(whole, whole.length() - 1);
        assertThat(withoutSql)
                .hasSizeLessThan(whole.length())
                .contains("_Too long for a comment, left out: SQL for prod")
                .contains("SQL for staging");

        String shortest = Sections.cut(whole, 1500);
        assertThat(shortest)
                .contains("| `prod` (live) | **refused** |", "**Refused in prod**", "**No plan for lost**")
                .contains(
                        "left out: what is destructive in staging, prod; what is destructive in qa; ", " and 1 more._")
                .doesNotContain("```sql");
    }

    @Test
    void whatIsCutStaysCutTheSameWhenItIsCutAgain() {
        String cut = Sections.cut(PreviewMarkdown.render(ALL), 4000);
        assertThat(Sections.cut(cut, Sections.MOST_CHARACTERS)).isEqualTo(cut);
    }

    @Test
    void namesAndTextsAreShownLetterByLetter() {
        assertThat(Markdown.code("a`b``c")).isEqualTo("```a`b``c```");
        assertThat(Markdown.code("`x")).isEqualTo("`` `x ``");
        assertThat(Markdown.cell("a|b")).isEqualTo("`a\\|b`");
        assertThat(Markdown.text("<script>alert(1)</script> @everyone closes #12 *now* [x](y)"))
                .isEqualTo(
                        "&lt;script&gt;alert(1)&lt;/script&gt; @&#8203;everyone closes #&#8203;12 \\*now\\* \\[x\\](y)");
        assertThat(Markdown.block("sql", "select '```'\n-- \u001b[31m\u202e"))
                .isEqualTo("````sql\nselect '```'\n-- \\u001b[31m\\u202e\n````\n");
    }
}
