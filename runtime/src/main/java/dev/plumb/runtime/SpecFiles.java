package dev.plumb.runtime;

import dev.plumb.dsl.JavaSchemaCompiler;
import dev.plumb.dsl.SchemaDefinition;
import dev.plumb.dsl.SchemaDefinitions;
import dev.plumb.dsl.yaml.SpecReader;
import dev.plumb.dsl.yaml.SpecWriter;
import dev.plumb.environment.Project;
import dev.plumb.environment.SpecFile;
import dev.plumb.migration.data.DataMigrationReader;
import dev.plumb.plan.DataMigration;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.runtime.model.SpecModel;
import dev.plumb.schema.Directory;
import dev.plumb.schema.Spec;
import dev.plumb.schema.SpecReading;
import dev.plumb.schema.validation.SchemaValidator;
import dev.plumb.source.Problem;
import dev.plumb.source.SourceFile;
import dev.plumb.source.SpecException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** From a project's files, and the definitions on the class path, to its spec. */
final class SpecFiles {
    private final Project project;
    private final SpecReading onClassPath;
    private final List<ColumnFunction> given;

    private SpecFiles(Project project, SpecReading onClassPath, List<ColumnFunction> given) {
        this.project = project;
        this.onClassPath = onClassPath;
        this.given = List.copyOf(given);
    }

    static SpecFiles of(Project project) {
        return of(project, List.of());
    }

    /** @param given functions of the application */
    static SpecFiles of(Project project, List<ColumnFunction> given) {
        return new SpecFiles(project, SchemaDefinitions.find(SchemaDefinition.class.getClassLoader()), given);
    }

    /**
     * Of all that the spec is made from, this version of Plumb included, since another one may understand it differently.
     *
     * @param variables of the environment
     */
    String hash(Map<String, String> variables) {
        String definitions = onClassPath.spec().schema().directories().stream()
                .map((Directory d) -> SpecWriter.write(d))
                .collect(Collectors.joining("---\n"));
        return project.specHash(
                PlumbVersion.read() + "\n" + Surroundings.hash(project, variables, given) + "\n" + definitions);
    }

    /**
     * Reads and checks everything, without a database.
     *
     * @throws SpecException with every problem of every file
     */
    Spec read() {
        return read(List.of());
    }

    /**
     * The same as if some files had other texts.
     *
     * @throws SpecException with every problem of every file
     */
    Spec read(List<SourceFile> instead) {
        Map<String, String> others = instead.stream().collect(Collectors.toMap(SourceFile::path, SourceFile::text));
        List<Problem> problems = new ArrayList<>();
        SpecReading reading = reading(problems, others);
        problems.addAll(reading.problems());
        if (reading.complete()) {
            problems.addAll(SchemaValidator.validate(reading.spec(), Set.copyOf(project.external())));
        }
        data(problems);
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return reading.spec();
    }

    private SpecReading reading(List<Problem> problems, Map<String, String> others) {
        Optional<SpecModel> model = model();
        return model.isPresent()
                ? model.get().reading()
                : SpecReader.readAll(replaced(sources(problems, f -> !f.isJava()), others))
                        .and(ofJava(problems));
    }

    private static List<SourceFile> replaced(List<SourceFile> files, Map<String, String> others) {
        return files.stream()
                .map(f -> new SourceFile(f.path(), others.getOrDefault(f.path(), f.text())))
                .toList();
    }

    private SpecReading ofJava(List<Problem> problems) {
        return new JavaSchemaCompiler()
                .read(sources(problems, SpecFile::isJava))
                .and(onClassPath);
    }

    private List<SourceFile> sources(List<Problem> problems, Predicate<SpecFile> which) {
        return sources(project.specFiles().stream().filter(which).toList(), problems);
    }

    private static List<SourceFile> sources(List<SpecFile> files, List<Problem> problems) {
        List<SourceFile> sources = new ArrayList<>();
        for (SpecFile file : files) {
            text(file, problems).ifPresent(text -> sources.add(new SourceFile(file.path(), text)));
        }
        return sources;
    }

    /** What all is read from, when that is a compiled spec. */
    Optional<SpecModel> model() {
        List<Problem> problems = new ArrayList<>();
        List<SourceFile> models = sources(project.compiled().stream().toList(), problems);
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return models.stream().findFirst().map(m -> SpecModel.read(m.path(), m.text()));
    }

    /**
     * Everything as one document, once it is known to be valid.
     *
     * @param commit that it is of
     * @throws SpecException with every problem of every file
     */
    SpecModel compile(Optional<String> commit) {
        read();
        List<Problem> problems = new ArrayList<>();
        List<SourceFile> yaml = sources(problems, f -> !f.isJava());
        Spec java = ofJava(problems).orThrow();
        List<SourceFile> data = sources(project.dataFiles(), problems);
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return SpecModel.of(PlumbVersion.read(), project.name(), commit, yaml, java, data);
    }

    /**
     * The YAML files themselves.
     *
     * @throws SpecException when one cannot be read
     */
    List<SourceFile> yaml() {
        if (project.compiled().isPresent()) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        List<SourceFile> yaml = sources(problems, f -> !f.isJava());
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return yaml;
    }

    /**
     * The data migrations in the order in which they run.
     *
     * @throws SpecException with every problem of every file
     */
    List<DataMigration> data() {
        List<Problem> problems = new ArrayList<>();
        List<DataMigration> migrations = data(problems);
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return migrations;
    }

    private List<DataMigration> data(List<Problem> problems) {
        List<DataMigration> migrations = new ArrayList<>();
        List<SourceFile> files = model().map(SpecModel::data).orElseGet(() -> sources(project.dataFiles(), problems));
        files.forEach(file -> migrations.add(DataMigrationReader.read(file, problems)));
        return migrations;
    }

    private static Optional<String> text(SpecFile file, List<Problem> problems) {
        try {
            return Optional.of(Files.readString(file.file()));
        } catch (CharacterCodingException e) {
            problems.add(problem(file, "is not UTF-8", "save it as UTF-8"));
        } catch (IOException e) {
            problems.add(problem(file, "cannot be read: " + e.getMessage(), "check that it exists and may be read"));
        }
        return Optional.empty();
    }

    private static Problem problem(SpecFile file, String what, String remedy) {
        return new Problem(Optional.empty(), file.path() + " " + what, Optional.of(remedy));
    }
}
