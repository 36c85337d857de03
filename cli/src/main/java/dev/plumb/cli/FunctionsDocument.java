package dev.plumb.cli;

import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plugin.Limits;
import dev.plumb.plugin.Parameter;
import dev.plumb.runtime.function.FunctionCatalog;
import dev.plumb.runtime.function.FunctionDescription;
import dev.plumb.runtime.function.LoadedFunction;
import dev.plumb.source.Problem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The functions of a project, as a document.
 *
 * @param formatVersion {@code major.minor}
 * @param problems what kept functions from being found
 */
record FunctionsDocument(String formatVersion, List<FunctionEntry> functions, List<ProblemEntry> problems) {
    static FunctionsDocument of(FunctionCatalog catalog) {
        return new FunctionsDocument(
                PlanDocument.FORMAT_VERSION,
                catalog.functions().stream().map(FunctionEntry::of).toList(),
                catalog.problems().stream().map(ProblemEntry::of).toList());
    }

    /** The functions for people. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (FunctionEntry function : functions) {
            text.append(text.isEmpty() ? "" : "\n").append(function.text());
        }
        return text.isEmpty() ? "no functions\n" : text.toString();
    }

    /** One function. */
    record FunctionEntry(
            String name,
            String version,
            String description,
            String signature,
            List<ParameterEntry> parameters,
            String result,
            String foundIn,
            LimitsEntry limits) {
        static FunctionEntry of(LoadedFunction function) {
            FunctionDescription description = function.description();
            return new FunctionEntry(
                    description.name(),
                    description.version(),
                    description.description(),
                    description.signature().toString(),
                    description.signature().parameters().stream()
                            .map(ParameterEntry::of)
                            .toList(),
                    description.signature().result().sqlName(),
                    function.origin(),
                    LimitsEntry.of(description.limits()));
        }

        String text() {
            StringBuilder text = new StringBuilder(name + signature + "\n");
            text.append("    ").append(description).append('\n');
            parameters.forEach(
                    parameter -> text.append("    ").append(parameter.text()).append('\n'));
            text.append("    version ")
                    .append(version)
                    .append(", in ")
                    .append(foundIn)
                    .append('\n');
            text.append("    ").append(limits.text()).append('\n');
            return text.toString();
        }
    }

    /** One parameter. */
    record ParameterEntry(
            String name,
            String type,
            String description,
            boolean required,
            Optional<String> defaultValue,
            boolean acceptsNull,
            boolean constant) {
        static ParameterEntry of(Parameter parameter) {
            return new ParameterEntry(
                    parameter.name(),
                    parameter.type().sqlName(),
                    parameter.description(),
                    parameter.required(),
                    parameter.defaultValue().map(Object::toString),
                    parameter.acceptsNull(),
                    parameter.constant());
        }

        String text() {
            return name + ": " + description + (constant ? " (a literal)" : "");
        }
    }

    /** How it is called. */
    record LimitsEntry(
            int batchSize, int concurrency, OptionalInt ratePerMinute, int retries, long timeoutMilliseconds) {
        static LimitsEntry of(Limits limits) {
            return new LimitsEntry(
                    limits.batchSize(),
                    limits.concurrency(),
                    limits.ratePerMinute(),
                    limits.retries(),
                    limits.timeout().toMillis());
        }

        String text() {
            return batchSize + (batchSize == 1 ? " row" : " rows") + " a call, " + concurrency + " at once, "
                    + (ratePerMinute.isPresent() ? ratePerMinute.getAsInt() + " a minute, " : "")
                    + retries + " retries, " + timeoutMilliseconds + " ms at most";
        }
    }

    /** What kept a function from being found. */
    record ProblemEntry(String message, Optional<String> remedy) {
        static ProblemEntry of(Problem problem) {
            return new ProblemEntry(problem.message(), problem.remedy());
        }
    }
}
