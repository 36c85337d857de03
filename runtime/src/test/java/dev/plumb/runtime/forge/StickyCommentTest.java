package dev.plumb.runtime.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.runtime.forge.StickyComment.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StickyCommentTest {
    private static final String MARKER = "<!-- plumb:preview project=shop -->";
    private static final long SOMEBODY = 99;

    private static TestForge forge(String kind) throws IOException {
        return kind.equals("GitLab") ? TestForge.gitLab() : TestForge.gitHub();
    }

    private static Outcome say(TestForge forge, String text) throws InterruptedException {
        return say(forge.environment(), text);
    }

    private static Outcome say(Map<String, String> environment, String text) throws InterruptedException {
        Discussion discussion = Discussion.of(environment, Duration.ofMillis(1));
        return new StickyComment(discussion, MARKER).say(MARKER + "\n" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GitHub", "GitLab"})
    void itIsCreatedThenWrittenAnewInPlaceAndLeftWhenItSaysTheSame(String kind) throws Exception {
        try (TestForge forge = forge(kind).comment(SOMEBODY, "nice")) {
            assertThat(say(forge, "two changes")).isEqualTo(Outcome.CREATED);
            forge.comment(SOMEBODY, "well");
            assertThat(say(forge, "two changes")).isEqualTo(Outcome.UNCHANGED);
            assertThat(say(forge, "no changes")).isEqualTo(Outcome.UPDATED);
            assertThat(forge.bodies()).containsExactly("nice", MARKER + "\nno changes", "well");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GitHub", "GitLab"})
    void itIsFoundOnTheFourthPage(String kind) throws Exception {
        try (TestForge forge = forge(kind)) {
            for (int i = 0; i < 350; i++) {
                forge.comment(SOMEBODY, "comment " + i);
            }
            forge.comment(TestForge.WE, MARKER + "\nold");
            for (int i = 0; i < 80; i++) {
                forge.comment(SOMEBODY, "later " + i);
            }
            assertThat(say(forge, "new")).isEqualTo(Outcome.UPDATED);
            assertThat(forge.bodies()).hasSize(431);
            assertThat(forge.bodies().get(350)).isEqualTo(MARKER + "\nnew");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GitHub", "GitLab"})
    void theCommentOfSomebodyElseIsNotOursWhateverItBeginsWith(String kind) throws Exception {
        try (TestForge forge = forge(kind).comment(SOMEBODY, MARKER + "\nlook, all is safe")) {
            assertThat(say(forge, "refused")).isEqualTo(Outcome.CREATED);
            assertThat(say(forge, "ready")).isEqualTo(Outcome.UPDATED);
            assertThat(forge.bodies()).containsExactly(MARKER + "\nlook, all is safe", MARKER + "\nready");
        }
    }

    @Test
    void theTokenOfAWorkflowIsThatOfItsBot() throws Exception {
        try (TestForge forge = TestForge.gitHub().withoutUser()) {
            assertThat(say(forge, "one")).isEqualTo(Outcome.CREATED);
            assertThat(say(forge, "two")).isEqualTo(Outcome.UPDATED);
            assertThat(forge.bodies()).containsExactly(MARKER + "\ntwo");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GitHub", "GitLab"})
    void whatMayPassIsTriedAgain(String kind) throws Exception {
        try (TestForge forge = forge(kind).failing(500, 502, 429)) {
            assertThat(say(forge, "after all")).isEqualTo(Outcome.CREATED);
            assertThat(forge.bodies()).containsExactly(MARKER + "\nafter all");
        }
    }

    @Test
    void whatDoesNotPassIsToldWithoutTheToken() throws Exception {
        try (TestForge forge = TestForge.gitHub().failing(200, 500, 500, 500, 500, 500)) {
            assertThatThrownBy(() -> say(forge, "never"))
                    .isInstanceOf(ForgeException.class)
                    .hasMessageEndingWith(
                            "/repos/shop/shop/issues/12/comments?per_page=100&page=1 was answered with 500:"
                                    + " not now; run the command again later")
                    .hasMessageNotContaining(TestForge.TOKEN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GitHub", "GitLab"})
    void aTokenThatIsNotTakenIsToldWithoutIt(String kind) throws Exception {
        try (TestForge forge = forge(kind)) {
            Map<String, String> environment = new HashMap<>(forge.environment());
            environment.replaceAll((name, value) -> name.endsWith("TOKEN") ? "wrong-token" : value);
            assertThatThrownBy(() -> say(environment, "no"))
                    .isInstanceOf(ForgeException.class)
                    .hasMessageContaining("was answered with 401: Bad credentials")
                    .hasMessageEndingWith("give the token the right to read and write comments of this change")
                    .hasMessageNotContaining("wrong-token");
        }
    }

    @Test
    void whatIsMissingInTheEnvironmentIsNamed() {
        assertThatThrownBy(() -> Discussion.of(Map.of(), Duration.ZERO))
                .hasMessageStartingWith("this is no build of a pull request on GitHub or a merge request on GitLab");
        assertThatThrownBy(() -> Discussion.of(Map.of("GITHUB_REPOSITORY", "a/b"), Duration.ZERO))
                .hasMessage("GITHUB_TOKEN is not set; set it for this step of the build");
        assertThatThrownBy(() -> Discussion.of(
                        Map.of("GITHUB_REPOSITORY", "a/b", "GITHUB_TOKEN", "t", "GITHUB_REF", "refs/heads/main"),
                        Duration.ZERO))
                .hasMessage("GITHUB_REF is refs/heads/main, which is no pull request;"
                        + " run plumb comment in a workflow that starts on pull_request");
        assertThatThrownBy(() -> Discussion.of(Map.of("GITLAB_CI", "true", "CI_PROJECT_ID", "7"), Duration.ZERO))
                .hasMessage("CI_MERGE_REQUEST_IID is not set; set it for this step of the build");
    }
}
