package dev.plumb.runtime.planfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumb.plan.render.SealedJson;
import java.util.function.Function;

/** What a plan file holds: the plan of one namespace, or those of several tenants. */
public sealed interface SavedPlan permits PlanFile, FleetPlanFile {
    /** ISO 8601. */
    String createdAt();

    /** As JSON, with a checksum. */
    String write();

    /** What either is good for. */
    <T> T as(Function<PlanFile, T> one, Function<FleetPlanFile, T> several);

    /**
     * Reads what {@link #write} wrote.
     *
     * @param name of the file, for messages
     * @throws InvalidPlanFileException when it is no plan file, one of another version, or was changed
     */
    static SavedPlan read(String name, String json) {
        String again = "make a new one: plumb plan -o FILE";
        try {
            ObjectNode document = SealedJson.parse(json);
            String version = document.path("plan_file").asText();
            if (version.isEmpty()) {
                throw new InvalidPlanFileException(
                        document.has("format_version")
                                ? name + " is a plan as a document (--format json), which cannot be applied"
                                : name + " is not a plan file",
                        again);
            }
            if (!version.equals(PlanFile.VERSION)) {
                throw new InvalidPlanFileException(
                        name + " is a plan file of version " + version + ", and this Plumb reads " + PlanFile.VERSION,
                        "apply it with the Plumb that made it, or " + again);
            }
            return document.has("groups")
                    ? SealedJson.read(document, FleetPlanFile.class)
                    : SealedJson.read(document, PlanFile.class);
        } catch (IllegalArgumentException e) {
            throw new InvalidPlanFileException(name + " is not a whole plan file: " + e.getMessage(), again);
        }
    }
}
