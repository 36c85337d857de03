package dev.plumb.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenancyTest {
    private static final Optional<String> PROD = Optional.of("prod");

    @TempDir
    Path root;

    private Project serving(String namespace, String tenants) throws IOException {
        Files.writeString(root.resolve("plumb.yaml"), """
                environments:
                  prod:
                    database: embedded
                    namespace: "%s"
                    tenants: %s
                """.formatted(namespace, tenants));
        return Project.open(root, Map.of());
    }

    private Tenancy tenancy(String tenants) throws IOException {
        return serving("${tenant}_", tenants).tenancy(PROD).orElseThrow();
    }

    private static void assertProblems(ThrowingCallable call, String... problems) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SpecException.class, e -> assertThat(e.problems())
                .map(Problem::toString)
                .containsExactly(problems));
    }

    private static List<String> nobodyAsks(String sql) {
        throw new AssertionError(sql);
    }

    @Test
    void eachTenantHasANamespaceOfHisOwn() throws IOException {
        Project project = serving("${env}_${tenant}_", "[acme, bolt]");
        Tenancy tenancy = project.tenancy(PROD).orElseThrow();
        assertThat(tenancy.names(TenancyTest::nobodyAsks)).containsExactly("acme", "bolt");
        Environment bolt = project.environment(tenancy, "bolt");
        assertThat(bolt.name()).isEqualTo("prod");
        assertThat(bolt.namespace()).isEqualTo("prod_bolt_");
        assertThat(bolt.variables().texts()).doesNotContainKey("tenant");
        assertThat(project.choosing(List.of("acme")).environment(PROD).namespace())
                .isEqualTo("prod_acme_");
        assertThat(project.site(PROD).target()).isEqualTo(bolt.target());
    }

    @Test
    void theFirstIsAppliedToAloneAndFourAtATimeThen() throws IOException {
        Tenancy tenancy = tenancy("[a]");
        assertThat(List.of(tenancy.canary(), tenancy.parallel(), tenancy.maxFailed()))
                .containsExactly(1, 4, 0);
        tenancy = tenancy("{list: [a], canary: 3, parallel: 8, max_failed: 2}");
        assertThat(List.of(tenancy.canary(), tenancy.parallel(), tenancy.maxFailed()))
                .containsExactly(3, 8, 2);
    }

    @Test
    void aFileHasANameOnEachLine() throws IOException {
        Files.writeString(root.resolve("tenants.txt"), "# first\nacme\n\n  bolt # later\n");
        assertThat(tenancy("{file: tenants.txt}").names(TenancyTest::nobodyAsks))
                .containsExactly("acme", "bolt");
        Files.delete(root.resolve("tenants.txt"));
        assertProblems(
                () -> tenancy("{file: tenants.txt}"),
                "plumb.yaml:5:21: the file of tenants, " + root.resolve("tenants.txt")
                        + ", cannot be read; write one name on each line of it; '#' begins a comment");
    }

    @Test
    void aQueryIsAskedOfTheDatabase() throws IOException {
        Tenancy tenancy = tenancy("{sql: select slug from tenant}");
        assertThat(tenancy.names(sql -> List.of(sql.length() + "th"))).containsExactly("23th");
        assertProblems(
                () -> tenancy.names(sql -> List.of()), "plumb.yaml:5:5: the query names no tenant; name at least one");
    }

    @Test
    void whatCannotNameATenantIsAProblem() throws IOException {
        assertProblems(
                () -> tenancy("[acme, 'a b', acme]").names(TenancyTest::nobodyAsks),
                "plumb.yaml:5:5: 'tenants' names a tenant 'a b'; use letters, digits, '_', '-' and '.', beginning with"
                        + " a letter or digit, at most 60",
                "plumb.yaml:5:5: 'tenants' names the tenant 'acme' twice; name each once");
    }

    @Test
    void theNamesComeFromOnePlace() {
        assertProblems(
                () -> tenancy("{list: [a], sql: select 1}"),
                "plumb.yaml:5:14: 'tenants' must come from one place; give one of 'list', 'file' and 'sql'");
        assertProblems(
                () -> tenancy("everybody"),
                "plumb.yaml:5:14: 'tenants' must be a list of names, or a map with 'list', 'file' or 'sql'; found the"
                        + " text 'everybody'");
        assertProblems(
                () -> tenancy("{list: [a], paralel: 2, canary: -1}"),
                "plumb.yaml:5:26: unknown key 'paralel'; did you mean 'parallel'?",
                "plumb.yaml:5:38: 'canary' must be at least 0; found -1");
    }

    @Test
    void theNamespaceNamesTheTenant() {
        assertProblems(
                () -> serving("shop_", "[a]"),
                "plumb.yaml:4:16: all tenants of environment 'prod' would have the same namespace; name the tenant in"
                        + " it: namespace: \"prod_${tenant}_\"");
    }

    @Test
    void withoutTenantsNobodyIsMeant() throws IOException {
        Files.writeString(
                root.resolve("plumb.yaml"), "environments: {dev: {database: embedded, namespace: '${tenant}_'}}");
        assertProblems(
                () -> Project.open(root, Map.of()),
                "plumb.yaml:1:53: environment 'dev' has no tenants that '${tenant}' could stand for; say whom it"
                        + " serves: tenants: [NAME, …]");
    }

    @Test
    void whoIsMeantHasToBeSaid() throws IOException {
        Project project = serving("${tenant}_", "[acme, bolt]");
        assertProblems(
                () -> project.environment(PROD),
                "environment 'prod' has tenants, and none was chosen; choose the one that is meant: --tenant NAME, of"
                        + " acme, bolt");
        assertProblems(
                () -> project.choosing(List.of("bolt", "acme")).environment(PROD),
                "environment 'prod' has tenants, and more than one was chosen; choose the one that is meant: --tenant"
                        + " NAME, of acme, bolt");
        assertProblems(
                () -> project.choosing(List.of("acne")).environment(PROD),
                "environment 'prod' has no tenant 'acne'; did you mean 'acme'?");
    }

    @Test
    void onlyTheDatabaseKnowsWhomAQueryGives() throws IOException {
        Project project = serving("${tenant}_", "{sql: select slug from tenant}");
        assertProblems(
                () -> project.environment(PROD),
                "environment 'prod' has tenants, and none was chosen; choose the one that is meant: --tenant NAME, of"
                        + " those that the database gives (plumb.yaml:5:5)");
        assertThat(project.choosing(List.of("acme")).environment(PROD).namespace())
                .isEqualTo("acme_");
    }

    @Test
    void aSandboxBesideThemIsOnePersons() throws IOException {
        Project project = serving("${tenant}_", "[acme, bolt]");
        Optional<String> sandbox = Optional.of("prod/ann");
        assertThat(project.tenancy(sandbox)).isEmpty();
        assertThat(project.environment(sandbox).namespace()).isEqualTo("prod_ann_");
        assertProblems(
                () -> project.choosing(List.of("acme")).environment(sandbox),
                "'prod/ann' is a sandbox, with one namespace, and --tenant names acme; leave --tenant out, or choose"
                        + " another environment");
    }
}
