package dev.plumb.plan.preview;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.plumb.plan.render.PlanDocument;
import java.util.List;
import java.util.Optional;

/**
 * What a change of the spec would do to several environments.
 *
 * @param formatVersion of this document
 * @param project its name
 * @param commit that the spec is at, with {@code +} when files differ from it; absent outside of a Git repository
 * @param environments in the order in which they were asked for
 */
public record Preview(
        String formatVersion, String project, Optional<String> commit, List<EnvironmentPreview> environments) {
    /** What this code writes. */
    public static final String FORMAT_VERSION = "1.0";

    public Preview {
        environments = List.copyOf(environments);
    }

    public Preview(String project, Optional<String> commit, List<EnvironmentPreview> environments) {
        this(FORMAT_VERSION, project, commit, environments);
    }

    /**
     * One environment.
     *
     * @param base what the plan starts from, in words: {@code live}
     */
    public record EnvironmentPreview(PlanDocument plan, String base) {
        @JsonIgnore
        public String name() {
            return plan.environment();
        }

        @JsonIgnore
        public Verdict verdict() {
            return Verdict.of(plan);
        }
    }

    /** The worst of all. */
    @JsonIgnore
    public Verdict verdict() {
        return environments.stream()
                .map(EnvironmentPreview::verdict)
                .max(Enum::compareTo)
                .orElse(Verdict.UNCHANGED);
    }
}
