package dev.plumb.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariablesTest {
    @TempDir
    Path root;

    private Project project(String file, Map<String, String> process, Map<String, String> commandLine)
            throws IOException {
        Files.writeString(root.resolve("plumb.yaml"), file);
        return Project.open(root, process, commandLine);
    }

    private Environment environment(String file, Map<String, String> process) throws IOException {
        return project(file, process, Map.of()).environment(Optional.empty());
    }

    private static void assertProblems(ThrowingCallable call, String... problems) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SpecException.class, e -> assertThat(e.problems())
                .map(Problem::toString)
                .containsExactly(problems));
    }

    @Test
    void theFirstPlaceThatSetsAVariableDecides() throws IOException {
        Files.writeString(root.resolve(".env"), "A=dotenv\nB=dotenv\nC=dotenv\nD=dotenv\n");
        Project project =
                project("""
                variables: {A: default, B: default, C: default, D: default, E: default}
                environments:
                  dev: {database: embedded, variables: {A: "of ${env}"}}
                """, Map.of("A", "process", "B", "process", "C", "process"), Map.of("A", "line", "B", "line"));
        assertThat(project.environment(Optional.empty()).variables().declared())
                .filteredOn(v -> v.origin() != Origin.BUILT_IN)
                .extracting(VariableValue::name, VariableValue::text, VariableValue::origin)
                .containsExactly(
                        tuple("A", "of dev", Origin.ENVIRONMENT),
                        tuple("B", "line", Origin.COMMAND_LINE),
                        tuple("C", "process", Origin.PROCESS),
                        tuple("D", "dotenv", Origin.DOTENV),
                        tuple("E", "default", Origin.DEFAULT));
    }

    @Test
    void aDeclaredVariableMustBeSetAndBeOfItsType() {
        assertProblems(
                () -> environment("""
                        variables:
                          MODEL: {description: which model writes the summaries}
                          LIMIT: {type: integer}
                          KEY: {secret: true, type: integer}
                        environments: {dev: {database: embedded}}
                        """, Map.of("LIMIT", "many", "KEY", "s3cr3t")),
                "plumb.yaml:2:3: the variable MODEL is not set (which model writes the summaries);"
                        + " set it in the process environment, in .env, with --var MODEL=…,"
                        + " or under 'variables:' of the environment",
                "plumb.yaml:3:3: the variable LIMIT must be a whole number; found 'many'",
                "plumb.yaml:4:3: the variable KEY must be a whole number");
    }

    @Test
    void aNamespaceMayNameTheEnvironmentAndWhoWorksThere() throws IOException {
        String file = "environments: {dev: {database: embedded, namespace: '${env}_${user}_'}}";
        assertThat(environment(file, Map.of("USER", "Ann.Smith")).namespace()).isEqualTo("dev_ann_smith_");
        assertThat(environment("environments: {dev: {database: embedded, variables: {}}}", Map.of())
                        .variables()
                        .texts())
                .containsEntry("env", "dev");
    }

    @Test
    void environmentsMayShareAServer() throws IOException {
        Project project = project("""
                environments:
                  dev: {database: embedded, server: local}
                  prod: {database: embedded, server: local}
                """, Map.of(), Map.of());
        assertThat(project.environment(Optional.of("dev")).target())
                .isEqualTo(project.environment(Optional.of("prod")).target());
    }

    @Test
    void theRulesOfAnEnvironmentAreRead() throws IOException {
        Rules rules = project("""
                environments:
                  staging: {database: embedded}
                  prod:
                    database: embedded
                    protected: true
                    policy: {destructive: deny, TABLE_REWRITE: approve}
                    drift: block
                    keep_for: 30d
                    requires: {after: staging, git_ref: main, clean_tree: true, approvals: 1}
                """, Map.of(), Map.of())
                .environment(Optional.of("prod"))
                .rules();
        assertThat(rules.isProtected()).isTrue();
        assertThat(rules.policy())
                .extracting(PolicyRule::subject, PolicyRule::decision)
                .containsExactly(
                        tuple("destructive", PolicyRule.Decision.DENY),
                        tuple("TABLE_REWRITE", PolicyRule.Decision.APPROVE));
        assertThat(rules.drift()).isEqualTo(Rules.Drift.BLOCK);
        assertThat(rules.keepFor()).contains(Duration.ofDays(30));
        assertThat(rules.requires())
                .extracting(Requirements::after, Requirements::gitRef, Requirements::cleanTree, Requirements::approvals)
                .containsExactly(Optional.of("staging"), Optional.of("main"), true, 1);
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertProblems(
                () -> environment("""
                        variables:
                          MODEL: small
                          KEY: {secret: true, default: hidden}
                          TYPE: {type: text}
                          COUNT: {type: integer, default: some}
                          env: x
                          a-b: y
                        environments:
                          dev:
                            database: embedded
                            server: ../x
                            variables: {MODLE: large, KEY: hidden}
                            policy: {destructive: forbid}
                            drift: warm
                            keep_for: 7 days
                            requires: {after: dev, clean: true, approvals: 12}
                          prod: {database: "postgresql://h/d", server: local, protcted: true, requires: {after: stage}}
                        """, Map.of()),
                "plumb.yaml:3:23: the default of the secret 'KEY' would stand in a file that everybody reads;"
                        + " remove it, and set KEY in the process environment or in .env",
                "plumb.yaml:4:16: 'type' must be one of boolean, integer, number, string; found the text 'text'",
                "plumb.yaml:5:35: the variable COUNT must be a whole number; found 'some'",
                "plumb.yaml:6:3: the variable 'env' is Plumb's own; use letters, digits and '_', as in SUMMARY_MODEL",
                "plumb.yaml:7:3: a variable cannot be called 'a-b'; use letters, digits and '_', as in SUMMARY_MODEL",
                "plumb.yaml:11:13: a server cannot be called '../x';"
                        + " use letters, digits, '_', '-' and '.', beginning with a letter or digit, at most 60",
                "plumb.yaml:12:17: the variable 'MODLE' is not declared; did you mean 'MODEL'?",
                "plumb.yaml:12:36: the secret 'KEY' would stand in a file that everybody reads;"
                        + " write ${KEY_…} here, and set that in the process environment or in .env",
                "plumb.yaml:13:27: 'destructive' must be allow, approve or deny; found the text 'forbid'",
                "plumb.yaml:14:12: 'drift' must be one of block, ignore, warn; found the text 'warm'; did you mean 'warn'?",
                "plumb.yaml:15:15: 'keep_for' must be a time such as 12h, 7d or 4w; found the text '7 days'",
                "plumb.yaml:16:15: 'after' names the environment itself; there are dev, prod",
                "plumb.yaml:16:28: unknown key 'clean'; known here: after, approvals, clean_tree, git_ref",
                "plumb.yaml:16:41: 'approvals' must be 0 to 9; found 12",
                "plumb.yaml:17:40: 'server' goes with 'database: embedded' only; remove it",
                "plumb.yaml:17:55: unknown key 'protcted'; did you mean 'protected'?",
                "plumb.yaml:17:81: 'after' names no environment: 'stage'; there are dev, prod");
    }

    @Test
    void namesThatNobodyDeclaredAreNotTakenFromTheCommandLine() {
        assertProblems(
                () -> project("variables: {MODEL: x}\nenvironments: {}", Map.of(), Map.of("MODLE", "y")),
                "--var names the variable MODLE, which is not declared; did you mean MODEL?");
    }

    @Test
    void aMisspeltVariableOfPlumbIsNamed() throws IOException {
        assertProblems(
                () -> project("environments: {}", Map.of("PLUMB_EVN", "dev"), Map.of()),
                "the variable PLUMB_EVN means nothing to Plumb; did you mean PLUMB_ENV?");
        assertThat(project("environments: {}", Map.of("PLUMB_SERVICE_HOST", "10.0.0.1"), Map.of())
                        .environmentNames())
                .isEmpty();
    }

    @Test
    void theProcessMayChooseTheEnvironmentUnlessItIsProtected() throws IOException {
        String file = "environments: {dev: {database: embedded}, prod: {database: embedded, protected: true}}";
        assertThat(environment(file, Map.of("PLUMB_ENV", "dev")).name()).isEqualTo("dev");
        assertProblems(
                () -> environment(file, Map.of("PLUMB_ENV", "prod")),
                "PLUMB_ENV chooses 'prod', which is protected; choose it by name: -e prod");
    }
}
