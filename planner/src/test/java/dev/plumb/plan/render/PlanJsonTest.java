package dev.plumb.plan.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plumb.plan.Plan;
import dev.plumb.source.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlanJsonTest {
    @Test
    void writesOneVersionedDocument() {
        Golden.assertMatches(PlanJson.write(PlanDocument.of(SamplePlans.everything())), "everything.json");
    }

    @Test
    void readsBackWhatItWrote() {
        List<Plan> plans = List.of(
                SamplePlans.empty(),
                SamplePlans.adoption(),
                SamplePlans.everything(),
                SamplePlans.blocked(),
                SamplePlans.hostile());
        assertThat(plans).allSatisfy(plan -> {
            PlanDocument document = PlanDocument.of(plan);
            assertThat(PlanJson.read(PlanJson.write(document))).isEqualTo(document);
        });
        PlanDocument failed = PlanDocument.failed(
                "dev", List.of(new Problem(Optional.empty(), "the server is gone", Optional.empty())));
        assertThat(PlanJson.read(PlanJson.write(failed))).isEqualTo(failed);
    }

    @Test
    void readsALaterMinorVersionWithKeysItDoesNotKnow() {
        PlanDocument document = PlanDocument.of(SamplePlans.everything());
        String later = PlanJson.write(document)
                .replace("\"format_version\" : \"1.0\",", "\"format_version\" : \"1.7\", \"invented_later\" : {},");
        assertThat(PlanJson.read(later).changes()).isEqualTo(document.changes());
    }

    @Test
    void refusesAnotherMajorVersionAndWhatIsNoPlan() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanJson.read("{\"format_version\": \"2.0\"}"))
                .withMessage("this is not a plan of format_version 1.x: its format_version is 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanJson.read("[]"))
                .withMessage("this is not a plan of format_version 1.x: it has no format_version");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanJson.read("drop table x"))
                .withMessageStartingWith("this is not a plan's JSON: ");
    }

    @Test
    void saysSeparatelyWhetherItIsCompleteApplicableOrFailed() {
        assertThat(PlanDocument.of(SamplePlans.empty()))
                .returns(true, PlanDocument::complete)
                .returns(false, PlanDocument::applicable)
                .returns(false, PlanDocument::failed);
        assertThat(PlanDocument.of(SamplePlans.everything()))
                .returns(true, PlanDocument::complete)
                .returns(true, PlanDocument::applicable)
                .returns(false, PlanDocument::failed);
        assertThat(PlanDocument.of(SamplePlans.blocked()))
                .returns(false, PlanDocument::complete)
                .returns(false, PlanDocument::applicable)
                .returns(false, PlanDocument::failed);
        assertThat(PlanDocument.failed("dev", List.of(new Problem(Optional.empty(), "no server", Optional.empty()))))
                .returns(false, PlanDocument::complete)
                .returns(false, PlanDocument::applicable)
                .returns(true, PlanDocument::failed);
    }
}
