package dev.plumb.runtime;

import dev.plumb.dsl.JavaSchemaCompiler;
import dev.plumb.dsl.SchemaDefinition;
import dev.plumb.dsl.SchemaDefinitions;
import dev.plumb.dsl.yaml.SpecReader;
import dev.plumb.environment.Project;
import dev.plumb.environment.SpecFile;
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
import java.util.Optional;
import java.util.Set;

/** From a project's files, YAML and Java, and the definitions on the class path to its spec. */
final class SpecFiles {
    private SpecFiles() {}

    /**
     * Reads and checks all files, without a database.
     *
     * @throws SpecException with every problem of every file
     */
    static Spec read(Project project) {
        List<Problem> problems = new ArrayList<>();
        List<SourceFile> yaml = new ArrayList<>();
        List<SourceFile> java = new ArrayList<>();
        for (SpecFile file : project.specFiles()) {
            List<SourceFile> files = file.isJava() ? java : yaml;
            text(file, problems).ifPresent(text -> files.add(new SourceFile(file.path(), text)));
        }
        SpecReading reading = SpecReader.readAll(yaml)
                .and(new JavaSchemaCompiler().read(java))
                .and(SchemaDefinitions.find(SchemaDefinition.class.getClassLoader()));
        problems.addAll(reading.problems());
        if (reading.complete()) {
            problems.addAll(SchemaValidator.validate(reading.spec(), Set.copyOf(project.external())));
        }
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return reading.spec();
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
