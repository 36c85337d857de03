package dev.plumb.plan.preview;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumb.plan.render.JsonDocuments;
import dev.plumb.plan.render.PlanDocument.LocationEntry;
import dev.plumb.plan.render.Printable;
import java.util.Map;
import java.util.stream.Collectors;

/** A preview as annotations of the lines of a spec. */
public final class PreviewAnnotations {
    private static final Map<Finding.Severity, String> COMMANDS = Map.of(
            Finding.Severity.NOTE, "notice", Finding.Severity.WARNING, "warning", Finding.Severity.ERROR, "error");

    private static final Map<Finding.Severity, String> CODE_QUALITY =
            Map.of(Finding.Severity.NOTE, "info", Finding.Severity.WARNING, "major", Finding.Severity.ERROR, "blocker");

    private PreviewAnnotations() {}

    /**
     * Commands of a GitHub workflow, a line each.
     *
     * @param folder of the project below the root of the repository, ending with a slash; empty for the root itself
     */
    public static String github(Preview preview, String folder) {
        return Finding.of(preview).stream()
                .map(f -> "::" + COMMANDS.get(f.severity()) + " "
                        + f.location().map(l -> place(l, folder)).orElse("") + "title=" + property(f.rule()) + "::"
                        + data(f.message()) + "\n")
                .collect(Collectors.joining());
    }

    private static String place(LocationEntry location, String folder) {
        return "file=" + property(folder + location.file()) + ",line=" + location.line() + ",col=" + location.column()
                + ",";
    }

    private static String data(String text) {
        return Printable.lines(text, "")
                .replace("%", "%25")
                .replace("\r", "%0D")
                .replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    /** A Code Quality report of GitLab. Every finding has a place there: what has none is at the beginning of plumb.yaml. */
    public static String gitlab(Preview preview, String folder) {
        ArrayNode report = JsonNodeFactory.instance.arrayNode();
        for (Finding finding : Finding.of(preview)) {
            ObjectNode issue = report.addObject()
                    .put("description", finding.message())
                    .put("check_name", finding.rule())
                    .put("fingerprint", finding.fingerprint(preview.project()))
                    .put("severity", CODE_QUALITY.get(finding.severity()));
            ObjectNode location = issue.putObject("location")
                    .put(
                            "path",
                            folder + finding.location().map(LocationEntry::file).orElse("plumb.yaml"));
            location.putObject("lines")
                    .put("begin", finding.location().map(LocationEntry::line).orElse(1));
        }
        return JsonDocuments.write(report);
    }
}
