package dev.plumb.runtime.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plugin.Outcome;
import dev.plumb.source.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionCatalogTest {
    @TempDir
    Path root;

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectory(root.resolve("plugins"));
    }

    private Path jar(String name) {
        return root.resolve("plugins").resolve(name);
    }

    private static List<String> problems(FunctionCatalog catalog) {
        return catalog.problems().stream().map(Problem::toString).toList();
    }

    private static Object value(FunctionCatalog catalog, String name) throws Exception {
        LoadedFunction function = catalog.find(name).orElseThrow();
        Outcome outcome = function.compute(
                        List.of(function.description().signature().arguments(Map.of("text", "x"))), OptionalInt.empty())
                .get(0);
        return outcome instanceof Outcome.Value value && value.value() != null ? value.value() : outcome;
    }

    @Test
    void aFunctionIsFoundInAJarOfTheProject() throws Exception {
        PluginJar.empty().function("acme.Hello", "acme.hello", "\"hello\"").write(jar("acme.jar"));
        try (FunctionCatalog catalog = FunctionCatalog.of(root)) {
            assertThat(problems(catalog)).isEmpty();
            assertThat(catalog.find("acme.hello")).hasValueSatisfying(function -> {
                assertThat(function.origin()).isEqualTo("plugins/acme.jar");
                assertThat(function.description().signature()).hasToString("(text text) returns text");
            });
            assertThat(value(catalog, "acme.hello")).isEqualTo("hello");
        }
    }

    @Test
    void aProjectWithoutTheFolderHasNoProblem() throws IOException {
        Files.delete(root.resolve("plugins"));
        try (FunctionCatalog catalog = FunctionCatalog.of(root)) {
            assertThat(catalog.functions()).isEmpty();
            assertThat(problems(catalog)).isEmpty();
        }
    }

    @Test
    void twoJarsMayBringDifferentVersionsOfALibrary() throws Exception {
        for (String version : List.of("1", "2")) {
            PluginJar.empty()
                    .with(
                            "lib.Version",
                            "package lib; public class Version { public static String of() { return \"%s\"; } }"
                                    .formatted(version))
                    .function("acme.Function", "acme.library" + version, "lib.Version.of()")
                    .write(jar("acme" + version + ".jar"));
        }
        try (FunctionCatalog catalog = FunctionCatalog.of(root)) {
            assertThat(value(catalog, "acme.library1")).isEqualTo("1");
            assertThat(value(catalog, "acme.library2")).isEqualTo("2");
        }
    }

    @Test
    void aJarSeesNothingOfPlumbButTheInterface() throws Exception {
        PluginJar.empty()
                .function("acme.Nosy", "acme.nosy", "dev.plumb.schema.sql.SqlNames.class.getName()")
                .write(jar("nosy.jar"));
        try (FunctionCatalog catalog = FunctionCatalog.of(root)) {
            assertThatThrownBy(() -> value(catalog, "acme.nosy"))
                    .isInstanceOf(FunctionDefectException.class)
                    .hasMessageStartingWith(
                            "the function acme.nosy 1 of plugins/nosy.jar failed: java.lang.NoClassDefFoundError:"
                                    + " dev/plumb/schema/sql/SqlNames; correct the function acme.nosy, then");
        }
    }

    @Test
    void aNameThatTwoJarsUseIsOfNeither() throws Exception {
        PluginJar.empty().function("acme.A", "acme.same", "\"a\"").write(jar("a.jar"));
        PluginJar.empty().function("acme.B", "acme.same", "\"b\"").write(jar("b.jar"));
        try (FunctionCatalog catalog = FunctionCatalog.of(root)) {
            assertThat(catalog.find("acme.same")).isEmpty();
            assertThat(problems(catalog))
                    .containsExactly("the function acme.same is there 2 times: in plugins/a.jar, plugins/b.jar;"
                            + " keep one of them, or give it another name");
        }
    }

    @Test
    void everyBrokenJarIsNamedAndSpoilsNoOther() throws Exception {
        Files.writeString(jar("broken.jar"), "not a jar");
        PluginJar.empty().with("acme.Nothing", "package acme; class Nothing {}").write(jar("empty.jar"));
        PluginJar.empty()
                .naming("acme.Gone")
                .function("acme.Here", "acme.here", "\"x\"")
                .write(jar("gone.jar"));
        PluginJar.empty().function("acme.Bad", "Bad Name", "\"x\"").write(jar("name.jar"));
        PluginJar.empty()
                .with(
                        "acme.Late",
                        "package acme; public class Late { public Late() { throw new Error(\"no luck\"); } }")
                .naming("acme.Late")
                .write(jar("type.jar"));
        try (FunctionCatalog catalog = FunctionCatalog.of(root)) {
            assertThat(catalog.functions()).hasToString("[acme.here 1]");
            assertThat(problems(catalog))
                    .satisfiesExactly(
                            broken ->
                                    assertThat(broken).startsWith("plugins/broken.jar is not a jar that can be read: "),
                            empty -> assertThat(empty).startsWith("plugins/empty.jar declares no function: "),
                            gone -> assertThat(gone)
                                    .startsWith(
                                            "a function of plugins/gone.jar cannot be loaded: Provider acme.Gone not found;"),
                            name -> assertThat(name)
                                    .startsWith("the function acme.Bad of plugins/name.jar cannot be used: its name"
                                            + " 'Bad Name' is not of lower-case words joined by dots"),
                            type -> assertThat(type)
                                    .startsWith(
                                            "a function of plugins/type.jar cannot be loaded: acme.Late not a subtype;"));
        }
    }

    @Test
    void aConstructorThatFailsIsNamed() throws Exception {
        PluginJar jar = PluginJar.empty().function("acme.Late", "acme.late", "\"x\"");
        String source = Objects.requireNonNull(jar.sources().get("acme.Late"))
                .replaceFirst(
                        "public String name", "public Late() { throw new Error(\"no luck\"); } public String name");
        jar.with("acme.Late", source).write(jar("late.jar"));
        try (FunctionCatalog catalog = FunctionCatalog.of(root)) {
            assertThat(problems(catalog)).satisfiesExactly(problem -> assertThat(problem)
                    .startsWith("a function of plugins/late.jar cannot be loaded: Provider acme.Late could not"
                            + " be instantiated: java.lang.Error: no luck; build the jar"));
        }
    }

    @Test
    void aJarCanBeReplacedOnceTheCatalogIsClosed() throws Exception {
        PluginJar.empty().function("acme.Hello", "acme.hello", "\"old\"").write(jar("acme.jar"));
        FunctionCatalog.of(root).close();
        PluginJar.empty().function("acme.Hello", "acme.hello", "\"new\"").write(jar("acme.jar"));
        try (FunctionCatalog catalog = FunctionCatalog.of(root)) {
            assertThat(value(catalog, "acme.hello")).isEqualTo("new");
        }
    }

    @Test
    void anApplicationPassesItsOwn() {
        ByHand given = ByHand.giving(row -> Outcome.value("x"));
        try (FunctionCatalog catalog = FunctionCatalog.of(root, getClass().getClassLoader(), List.of(given))) {
            assertThat(catalog.find("test.by_hand").orElseThrow().origin()).isEqualTo("the application");
        }
        assertThat(given.closed()).hasValue(1);
    }
}
