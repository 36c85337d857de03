package dev.plumb.dsl;

import dev.plumb.schema.Schema;
import dev.plumb.schema.Spec;
import dev.plumb.schema.SpecReading;
import dev.plumb.source.Problem;
import dev.plumb.source.Problems;
import dev.plumb.source.SourceFile;
import dev.plumb.source.SourceLocation;
import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a project's Java sources in memory and runs the definitions in them. Nothing is written to disk. */
public final class JavaSchemaCompiler {
    private final Supplier<Optional<JavaCompiler>> compiler;

    /** With the compiler of the running Java, if it has one; looked for only when there is something to compile. */
    public JavaSchemaCompiler() {
        this(() -> Optional.ofNullable(ToolProvider.getSystemJavaCompiler()));
    }

    JavaSchemaCompiler(Supplier<Optional<JavaCompiler>> compiler) {
        this.compiler = compiler;
    }

    /**
     * What the {@link SchemaDefinition}s in the sources declare together. Sources see this class's own dependencies and each
     * other. What does not compile and what a definition throws are problems at their lines.
     */
    public SpecReading read(List<SourceFile> sources) {
        if (sources.isEmpty()) {
            return new SpecReading(new Spec(Schema.EMPTY, Map.of()), List.of(), true);
        }
        return compiler.get()
                .map(javac -> compile(javac, sources))
                .orElseGet(() -> failed(List.of(Problem.at(
                        new SourceLocation(sources.get(0).path(), 1, 1),
                        "a schema in Java needs the Java compiler, which the Java "
                                + Runtime.version().feature() + " that runs Plumb does not have",
                        "run Plumb with a JDK, or write the schema in YAML"))));
    }

    private static SpecReading compile(JavaCompiler javac, List<SourceFile> sources) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        CompiledClasses classes =
                new CompiledClasses(javac.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8));
        List<SourceObject> units = sources.stream().map(SourceObject::new).toList();
        List<String> options = List.of("-proc:none", "-Xlint:none", "-g", "-classpath", classPath());
        boolean compiled =
                javac.getTask(null, classes, diagnostics, options, null, units).call();
        if (!compiled) {
            Problems problems = new Problems();
            diagnostics.getDiagnostics().stream()
                    .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                    .forEach(d -> problems.add(problem(d)));
            return failed(problems.sorted());
        }
        return run(classes, sources);
    }

    private static Problem problem(Diagnostic<? extends JavaFileObject> error) {
        Optional<SourceLocation> location = Optional.ofNullable(error.getSource())
                .filter(SourceObject.class::isInstance)
                .map(SourceObject.class::cast)
                .map(s -> new SourceLocation(s.path(), (int) Math.max(1, error.getLineNumber()), (int)
                        Math.max(1, error.getColumnNumber())));
        String message = error.getMessage(Locale.ROOT).strip().replaceAll("\\s*\\R\\s*", "; ");
        return new Problem(location, message, Optional.empty());
    }

    private static SpecReading run(CompiledClasses classes, List<SourceFile> sources) {
        ClassLoader loader = classes.loader(SchemaDefinition.class.getClassLoader());
        SchemaDefinitions definitions = new SchemaDefinitions(new CallSites(classes.paths()));
        boolean any = false;
        for (String name : classes.names()) {
            any |= runIfDefinition(name, loader, definitions);
        }
        if (!any) {
            definitions
                    .recording()
                    .problems()
                    .report(
                            new SourceLocation(sources.get(0).path(), 1, 1),
                            "no class in "
                                    + String.join(
                                            ", ",
                                            sources.stream()
                                                    .map(SourceFile::path)
                                                    .toList()) + " implements " + SchemaDefinition.class.getName(),
                            "implement it, or move the file out of the schema's folder");
        }
        return definitions.result();
    }

    private static boolean runIfDefinition(String name, ClassLoader loader, SchemaDefinitions definitions) {
        Class<?> type = load(name, loader);
        boolean definition = SchemaDefinition.class.isAssignableFrom(type)
                && !Modifier.isAbstract(type.getModifiers())
                && !type.isAnonymousClass()
                && !type.isLocalClass();
        if (definition) {
            instance(type, definitions).ifPresent(definitions::run);
        }
        return definition;
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the compiler gave no class " + name, e);
        }
    }

    private static Optional<SchemaDefinition> instance(Class<?> type, SchemaDefinitions definitions) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return Optional.of((SchemaDefinition) constructor.newInstance());
        } catch (InvocationTargetException e) {
            definitions.report(type, Optional.ofNullable(e.getCause()).orElse(e));
        } catch (ExceptionInInitializerError e) {
            definitions.report(type, Optional.ofNullable(e.getCause()).orElse(e));
        } catch (ReflectiveOperationException | LinkageError e) {
            definitions.reportAt(
                    type,
                    type.getSimpleName() + " implements SchemaDefinition and cannot be created",
                    "give it a constructor without parameters, and make it static if it stands in another class");
        }
        return Optional.empty();
    }

    /** What the running program sees, and where this class came from when that is not part of it. */
    private static String classPath() {
        String running = System.getProperty("java.class.path", "");
        CodeSource own = SchemaDefinition.class.getProtectionDomain().getCodeSource();
        try {
            return own == null
                    ? running
                    : running + File.pathSeparator + Path.of(own.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            // A class that came from no file is no place for the compiler to look in; the running class path remains.
            return running;
        }
    }

    private static SpecReading failed(List<Problem> problems) {
        return new SpecReading(new Spec(Schema.EMPTY, Map.of()), problems, false);
    }
}
