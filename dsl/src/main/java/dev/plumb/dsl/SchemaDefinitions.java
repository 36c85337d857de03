package dev.plumb.dsl;

import dev.plumb.schema.SpecReading;
import dev.plumb.source.Problem;
import dev.plumb.source.SourceLocation;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Runs definitions and gives back what they declare. */
public final class SchemaDefinitions {
    private final CallSites callSites;
    private final Recording recording;
    private final SchemaBuilder schema;

    SchemaDefinitions(CallSites callSites) {
        this.callSites = callSites;
        this.recording = new Recording(callSites);
        this.schema = new SchemaBuilder(recording);
    }

    /** What the given definitions declare together; an exception thrown in one is a problem at its line. */
    public static SpecReading read(List<SchemaDefinition> definitions) {
        SchemaDefinitions reading = new SchemaDefinitions(new CallSites(Map.of()));
        definitions.forEach(reading::run);
        return reading.result();
    }

    /** What the definitions declare that {@link ServiceLoader} finds. */
    public static SpecReading find(ClassLoader loader) {
        SchemaDefinitions reading = new SchemaDefinitions(new CallSites(Map.of()));
        Iterator<SchemaDefinition> definitions =
                ServiceLoader.load(SchemaDefinition.class, loader).iterator();
        while (reading.hasNext(definitions)) {
            reading.runNext(definitions);
        }
        return reading.result();
    }

    private boolean hasNext(Iterator<SchemaDefinition> definitions) {
        try {
            return definitions.hasNext();
        } catch (ServiceConfigurationError e) {
            // What is left cannot be told from what is broken.
            problem(e);
            return false;
        }
    }

    private void runNext(Iterator<SchemaDefinition> definitions) {
        SchemaDefinition definition;
        try {
            definition = definitions.next();
        } catch (ServiceConfigurationError e) {
            problem(e);
            return;
        }
        run(definition);
    }

    private void problem(ServiceConfigurationError error) {
        recording
                .problems()
                .add(new Problem(
                        Optional.empty(),
                        "a definition on the class path cannot be loaded: " + error.getMessage(),
                        Optional.of("see META-INF/services/" + SchemaDefinition.class.getName())));
    }

    void run(SchemaDefinition definition) {
        try {
            definition.define(schema);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            report(definition.getClass(), e);
        }
    }

    /** Notes an exception at the innermost line of a definition that it came through. */
    void report(Class<?> definition, Throwable error) {
        SourceLocation location = Arrays.stream(error.getStackTrace())
                .filter(f -> callSites.isSource(f.getClassName())
                        || outermost(f.getClassName()).equals(outermost(definition.getName())))
                .findFirst()
                .map(callSites::location)
                .orElseGet(() -> location(definition));
        String detail = error.getMessage() == null ? "" : ": " + error.getMessage();
        recording
                .problems()
                .report(
                        location,
                        simpleName(definition) + " threw " + error.getClass().getSimpleName() + detail);
    }

    /** Notes what is wrong with the class itself. */
    void reportAt(Class<?> definition, String message, String remedy) {
        recording.problems().report(location(definition), message, remedy);
    }

    private SourceLocation location(Class<?> definition) {
        String file = simpleName(definition) + ".java";
        return callSites.location(new StackTraceElement(definition.getName(), "", file, 1));
    }

    /** The class that a member, an anonymous class or a lambda stands in. */
    private static String outermost(String className) {
        return className.replaceFirst("\\$.*", "");
    }

    private static String simpleName(Class<?> definition) {
        String name = outermost(definition.getName());
        return name.substring(name.lastIndexOf('.') + 1);
    }

    Recording recording() {
        return recording;
    }

    SpecReading result() {
        return schema.build();
    }
}
