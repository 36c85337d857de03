package dev.plumb.plan.preview;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumb.plan.render.JsonDocuments;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A preview as SARIF 2.1.0, which code scanning of several forges shows at the lines. */
public final class PreviewSarif {
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PreviewSarif() {}

    /**
     * The document, ending with a line feed.
     *
     * @param folder of the project below the root of the repository, ending with a slash; empty for the root itself
     */
    public static String render(Preview preview, String folder) {
        List<Finding> findings = Finding.of(preview);
        ObjectNode driver = JSON.objectNode().put("name", "Plumb");
        ArrayNode rules = driver.putArray("rules");
        findings.stream().map(Finding::rule).distinct().sorted().forEach(rule -> rules.addObject()
                .put("id", rule)
                .set("shortDescription", JSON.objectNode().put("text", rule.replace('-', ' '))));
        ObjectNode run = JSON.objectNode();
        run.set("tool", JSON.objectNode().set("driver", driver));
        ArrayNode results = run.putArray("results");
        findings.forEach(f -> results.add(result(f, preview.project(), folder)));
        ObjectNode root = JSON.objectNode()
                .put("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                .put("version", "2.1.0");
        root.putArray("runs").add(run);
        return JsonDocuments.write(root);
    }

    private static ObjectNode result(Finding finding, String project, String folder) {
        ObjectNode result = JSON.objectNode()
                .put("ruleId", finding.rule())
                .put("level", finding.severity().word());
        result.putObject("message").put("text", finding.message());
        ObjectNode location = result.putArray("locations").addObject();
        finding.location().ifPresent(l -> {
            ObjectNode physical = location.putObject("physicalLocation");
            physical.putObject("artifactLocation").put("uri", uri(folder + l.file()));
            physical.putObject("region").put("startLine", l.line()).put("startColumn", l.column());
        });
        Optional.of(finding.address()).filter(a -> !a.isEmpty()).ifPresent(a -> location.putArray("logicalLocations")
                .addObject()
                .put("fullyQualifiedName", a));
        if (location.isEmpty()) {
            result.remove("locations");
        }
        result.putObject("partialFingerprints").put("plumb/v1", finding.fingerprint(project));
        return result;
    }

    /** Relative, with everything encoded that has, or might have, a meaning of its own in one. */
    private static String uri(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte unit : path.getBytes(StandardCharsets.UTF_8)) {
            if (PLAIN.indexOf(unit) >= 0) {
                uri.append((char) unit);
            } else {
                uri.append('%').append(HexFormat.of().withUpperCase().toHexDigits(unit));
            }
        }
        return uri.toString();
    }
}
