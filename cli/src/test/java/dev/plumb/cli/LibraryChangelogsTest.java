package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.ConnectionSettings;
import dev.plumb.environment.database.Database;
import dev.plumb.environment.database.UrlDatabase;
import dev.plumb.runtime.ChangelogWriter;
import dev.plumb.runtime.Inspection;
import dev.plumb.runtime.Plumb;
import dev.plumb.schema.Column;
import dev.plumb.schema.ComputedColumn;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Table;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Edits of the example as changelogs: it runs on a database that has the example's first changelog and rows, then nothing is left to
 * do; from empty all changelogs come to what is declared; taken back, everything stands as before, and it can be run again. A build
 * tries an edit or more of every kind of object, {@code -Dplumb.changelogs.all=true} all of them.
 */
final class LibraryChangelogsTest {
    private static final boolean ALL = Boolean.getBoolean("plumb.changelogs.all");

    private static final Set<String> EDITS = Set.of(
            "directory-drop",
            "directory-rename",
            "table-add",
            "table-drop",
            "table-rename",
            "column-add-default",
            "column-drop",
            "column-generated-change",
            "column-identity",
            "column-rename",
            "column-retype-under-views",
            "column-set-not-null",
            "primary-key-change",
            "unique-add",
            "foreign-key-add",
            "check-change",
            "exclusion-change",
            "index-add",
            "index-change",
            "enum-add-value-and-use",
            "enum-remove-value",
            "domain-base-type",
            "composite-change-attribute",
            "sequence-change",
            "view-remove-column",
            "materialized-view-change",
            "computed-add",
            "computed-change",
            "embedding-add");

    private static TestDatabase original;
    private static String start;

    @BeforeAll
    static void migrateTheExample(@TempDir Path folder) throws IOException {
        original = TestPostgres.latest().newDatabase();
        Example example = Example.copiedTo(folder, original);
        start = write(example, "0001_start");
        Outcome up = example.plumb("migrate", "up", "--yes");
        assertThat(up.exitCode()).as(up.toString()).isZero();
    }

    static List<Edit> edits() throws IOException {
        List<Edit> library = Edit.library();
        Edit indexWhileReplacing = named(library, "computed-change").and(named(library, "index-add"));
        return Stream.concat(
                        library.stream().filter(e -> ALL || EDITS.contains(e.name())), Stream.of(indexWhileReplacing))
                .toList();
    }

    private static Edit named(List<Edit> edits, String name) {
        return edits.stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("edits")
    void theEditIsWrittenRunProvedAndTakenBack(Edit edit, @TempDir Path folder) throws IOException {
        Example example = Example.copiedTo(folder, TestPostgres.latest().copyOf(original));
        put(example, "0001_start", start);
        assertThat(example.plumb("db", "adopt", "--yes").exitCode()).isZero();
        Inspection before = inspect(example.database());
        edit.applyTo(folder);

        write(example, "0002_edit");
        assertThat(writer(example).verify().changes()).isEmpty();
        isRun(example);

        Outcome back = example.plumb("migrate", "rollback", "--yes", "--allow-destructive");
        assertThat(back.exitCode()).as(back + "\n" + text(example, "0002_edit")).isZero();
        assertThat(inspect(example.database())).as(text(example, "0002_edit")).isEqualTo(before);
        isRun(example);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "computed-change",
                "computed-change-under-its-dependent",
                "computed-drop",
                "computed-drop-with-its-dependent"
            })
    void whatWasComputedIsComputedAgainWhenItComesBack(String name, @TempDir Path folder) throws IOException {
        Example example = Example.copiedTo(folder, TestPostgres.latest().copyOf(original));
        put(example, "0001_start", start);
        assertThat(example.plumb("db", "adopt", "--yes").exitCode()).isZero();
        assertThat(example.plumb("apply", "--yes").exitCode()).isZero();
        assertThat(example.plumb("work", "--once").exitCode()).isZero();
        String computed = computed(example);
        assertThat(computed).contains("Frankenstein (", "\"word_count\": 8");
        named(Edit.library(), name).applyTo(folder);
        write(example, "0002_edit");
        isRun(example);

        Outcome back = example.plumb("migrate", "rollback", "--yes", "--allow-destructive");
        assertThat(back.exitCode()).as(back + "\n" + text(example, "0002_edit")).isZero();
        assertThat(example.plumb("work", "--once").exitCode()).isZero();
        assertThat(computed(example)).isEqualTo(computed);
    }

    private static String computed(Example example) {
        return new Shop(Shell.in(example.folder()), example.database())
                .asked(
                        "select jsonb_agg(jsonb_build_object('heading', heading, 'word_count', word_count, 'minutes', minutes)"
                                + " order by id) from dev_library.documents");
    }

    private static void isRun(Example example) throws IOException {
        Outcome up = example.plumb("migrate", "up", "--yes", "--allow-destructive");
        assertThat(up.exitCode()).as(up + "\n" + text(example, "0002_edit")).isZero();
        Outcome plan = example.plumb("plan", "--check");
        assertThat(plan.exitCode()).as(plan + "\n" + text(example, "0002_edit")).isZero();
    }

    private static Inspection inspect(TestDatabase database) {
        try (Database there = database(database)) {
            Inspection found = Plumb.inspect(there, "dev_", List.of());
            return new Inspection(sorted(found.schema()), found.uncovered(), found.leftOut());
        }
    }

    /** What is added again stands last. */
    private static Schema sorted(Schema schema) {
        return new Schema(schema.directories().stream()
                .map(d -> d.withObjects(d.objects().stream()
                        .map(o -> o instanceof Table t ? sorted(t) : o)
                        .toList()))
                .toList());
    }

    private static Table sorted(Table table) {
        return table.withComputed(
                table.columns().stream()
                        .sorted(Comparator.comparing(Column::name))
                        .toList(),
                table.computed().stream()
                        .sorted(Comparator.comparing(ComputedColumn::name))
                        .toList());
    }

    private static Database database(TestDatabase database) {
        return UrlDatabase.withoutPassword(ConnectionSettings.parse(database.url()));
    }

    private static ChangelogWriter writer(Example example) {
        Project project = Project.open(
                example.folder(), Map.of("DATABASE_URL", example.database().url()));
        return new ChangelogWriter(project, project.environment(Optional.empty()), database(original));
    }

    private static String write(Example example, String stem) throws IOException {
        String text = writer(example)
                .next(stem, "migrations/" + stem + ".sql")
                .orElseThrow()
                .changelog()
                .text();
        put(example, stem, text);
        return text;
    }

    private static void put(Example example, String stem, String text) throws IOException {
        Path folder = example.folder().resolve("migrations");
        Files.writeString(folder.resolve(stem + ".sql"), text);
        Files.writeString(folder.resolve("changelog.yaml"), MigrateNewCommand.ROOT);
    }

    private static String text(Example example, String stem) throws IOException {
        return Files.readString(example.folder().resolve("migrations/" + stem + ".sql"));
    }
}
