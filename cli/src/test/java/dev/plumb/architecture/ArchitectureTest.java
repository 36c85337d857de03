package dev.plumb.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static JavaClasses plumb = new ClassFileImporter().importClasses();

    @BeforeAll
    static void importClasses() {
        plumb = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                // What a module's tests share with others comes as a jar of its own when the build has packaged it.
                .withImportOption(location -> !location.contains("-tests.jar"))
                .withImportOption(location -> !location.contains("/dev/plumb/testing/"))
                .importPackages("dev.plumb");
    }

    @Test
    void everyModuleIsLookedAt() {
        Set<String> modules = plumb.stream()
                .map(c -> c.getPackageName().split("\\.")[2])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(modules)
                .containsExactly(
                        "cli",
                        "dsl",
                        "environment",
                        "function",
                        "migration",
                        "plan",
                        "plugin",
                        "runtime",
                        "schema",
                        "source");
    }

    @Test
    void modulesDependOnlyAlongTheArrows() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("source")
                .definedBy("dev.plumb.source..")
                .layer("dsl")
                .definedBy("dev.plumb.schema..", "dev.plumb.dsl..")
                .layer("planner")
                .definedBy("dev.plumb.plan..")
                .layer("environments")
                .definedBy("dev.plumb.environment..")
                .layer("migrations")
                .definedBy("dev.plumb.migration..")
                .layer("plugin api")
                .definedBy("dev.plumb.plugin..")
                .layer("functions")
                .definedBy("dev.plumb.function..")
                .layer("runtime")
                .definedBy("dev.plumb.runtime..")
                .layer("cli")
                .definedBy("dev.plumb.cli..")
                .whereLayer("source")
                .mayNotAccessAnyLayer()
                .whereLayer("dsl")
                .mayOnlyAccessLayers("source")
                .whereLayer("planner")
                .mayOnlyAccessLayers("dsl", "source")
                .whereLayer("environments")
                .mayOnlyAccessLayers("source")
                .whereLayer("plugin api")
                .mayNotAccessAnyLayer()
                .whereLayer("functions")
                .mayOnlyAccessLayers("plugin api")
                .whereLayer("functions")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("migrations")
                .mayOnlyAccessLayers("planner", "dsl", "source")
                .whereLayer("runtime")
                .mayOnlyAccessLayers("migrations", "environments", "plugin api", "planner", "dsl", "source")
                .check(plumb);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("dev.plumb.(**)").should().beFreeOfCycles().check(plumb);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.plumb.cli..")
                .should(ACCESS_STANDARD_STREAMS)
                .check(plumb);
    }

    @Test
    void theModelAndThePlannerKnowNoDatabaseAndNoFiles() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.plumb.schema..", "dev.plumb.plan..", "dev.plumb.source..", "dev.plumb.dsl.yaml..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.postgresql..", "java.nio.file..", "java.net..")
                .check(plumb);
    }

    @Test
    void eachLibraryIsSeenWhereItIsWrapped() {
        onlyIn("liquibase..", "dev.plumb.migration..");
        onlyIn("picocli..", "dev.plumb.cli..");
        onlyIn("me.tongfei..", "dev.plumb.cli..");
        onlyIn("org.eclipse.jgit..", "dev.plumb.environment..");
        onlyIn("org.yaml.snakeyaml..", "dev.plumb.source..");
    }

    private static void onlyIn(String library, String home) {
        noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(plumb);
    }

    @Test
    void everyPackageSaysWhatItHoldsAndIsNullMarked() {
        for (String name : plumb.stream().map(JavaClass::getPackageName).collect(Collectors.toSet())) {
            JavaPackage found = plumb.getPackage(name);
            assertThat(found.tryGetPackageInfo())
                    .as("package-info.java of %s", name)
                    .hasValueSatisfying(info -> assertThat(info.isAnnotatedWith(NullMarked.class))
                            .as("%s is @NullMarked", name)
                            .isTrue());
        }
    }
}
