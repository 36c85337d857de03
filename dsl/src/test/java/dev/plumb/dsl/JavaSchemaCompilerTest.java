package dev.plumb.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.SpecReading;
import dev.plumb.source.Problem;
import dev.plumb.source.SourceFile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JavaSchemaCompilerTest {
    private static final String LIBRARY = """
            import dev.plumb.dsl.SchemaBuilder;
            import dev.plumb.dsl.SchemaDefinition;

            public class Library implements SchemaDefinition {
                public void define(SchemaBuilder schema) {
                    schema.directory("library")
                        .table("documents", t -> t
                            .column("id", "int primary key")
                            .column("title", Names.TITLE));
                }
            }
            """;

    private static final String NAMES = "interface Names { String TITLE = \"text not null\"; }";

    @Test
    void compilesSourcesThatUseEachOtherAndRunsTheirDefinitions() {
        SpecReading reading = read(file("schema/Library.java", LIBRARY), file("schema/sub dir/Names.java", NAMES));
        assertThat(reading.problems()).isEmpty();
        Address table = Address.of(ObjectKind.TABLE, DirectoryPath.of("library"), "documents");
        assertThat(reading.spec().location(table.child(ObjectKind.COLUMN, "title")))
                .hasToString("Optional[schema/Library.java:9:1]");
        assertThat(reading.spec().location(table)).hasToString("Optional[schema/Library.java:7:1]");
    }

    @Test
    void compileErrorsAreProblemsWithTheirLineAndColumn() {
        assertThat(problems(file("schema/Library.java", LIBRARY.replace(".column(\"id\"", ".colum(\"id\""))))
                .hasSize(2)
                .anySatisfy(p -> assertThat(p)
                        .startsWith("schema/Library.java:8:17: cannot find symbol; symbol:   method colum(")
                        .contains("location: "))
                .anySatisfy(p -> assertThat(p).startsWith("schema/Library.java:9:34: cannot find symbol; symbol:"));
    }

    @Test
    void anExceptionIsAProblemAtTheInnermostLineOfTheSources() {
        String thrower = """
                package acme;
                public class Bad implements dev.plumb.dsl.SchemaDefinition {
                    public void define(dev.plumb.dsl.SchemaBuilder schema) {
                        Helper.help(null);
                    }
                }
                class Helper {
                    static void help(String text) {
                        java.util.Objects.requireNonNull(text, "no text");
                    }
                }
                """;
        assertThat(problems(file("schema/acme/Bad.java", thrower)))
                .containsExactly("schema/acme/Bad.java:9:1: Bad threw NullPointerException: no text");
    }

    @Test
    void aPathThatIsNoneIsAProblemToo() {
        assertThat(problems(
                        file("schema/Library.java", LIBRARY.replace("\"library\"", "\"a//b\"")), file("N.java", NAMES)))
                .containsExactly(
                        "schema/Library.java:6:1: Library threw IllegalArgumentException: a directory path needs at"
                                + " least one component, none of them empty");
    }

    @Test
    void aDefinitionThatCannotBeCreatedIsAProblem() {
        String needy = """
                import dev.plumb.dsl.*;
                public record Needy(int n) implements SchemaDefinition {
                    public void define(SchemaBuilder schema) {}
                }
                abstract class Base implements SchemaDefinition {}
                class Throws extends Base {
                    Throws() { throw new IllegalStateException("not today"); }
                    public void define(SchemaBuilder schema) {}
                }
                class Initial extends Base {
                    static final int ONE = Integer.parseInt("one");
                    public void define(SchemaBuilder schema) {}
                }
                """;
        assertThat(problems(file("schema/Needy.java", needy)))
                .containsExactly(
                        "schema/Needy.java:1:1: Needy implements SchemaDefinition and cannot be created; give it a constructor"
                                + " without parameters, and make it static if it stands in another class",
                        "schema/Needy.java:7:1: Throws threw IllegalStateException: not today",
                        "schema/Needy.java:11:1: Initial threw NumberFormatException: For input string: \"one\"");
    }

    @Test
    void sourcesWithoutADefinitionAreAProblem() {
        assertThat(problems(file("schema/Names.java", NAMES)))
                .containsExactly("schema/Names.java:1:1: no class in schema/Names.java implements"
                        + " dev.plumb.dsl.SchemaDefinition; implement it, or move the file out of the schema's folder");
        assertThat(problems()).isEmpty();
    }

    @Test
    void aJavaWithoutACompilerSaysSo() {
        SpecReading reading =
                new JavaSchemaCompiler(Optional::empty).read(List.of(file("schema/Library.java", LIBRARY)));
        assertThat(reading.problems())
                .singleElement()
                .hasToString("schema/Library.java:1:1: a schema in Java needs the Java compiler, which the Java "
                        + Runtime.version().feature()
                        + " that runs Plumb does not have; run Plumb with a JDK, or write the schema in YAML");
    }

    private static SpecReading read(SourceFile... files) {
        return new JavaSchemaCompiler().read(Arrays.asList(files));
    }

    private static List<String> problems(SourceFile... files) {
        return read(files).problems().stream().map(Problem::toString).toList();
    }

    private static SourceFile file(String path, String text) {
        return new SourceFile(path, text);
    }
}
