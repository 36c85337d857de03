package dev.plumb.plan.rename;

import static dev.plumb.plan.fixture.Model.LIBRARY;
import static dev.plumb.plan.fixture.Model.attribute;
import static dev.plumb.plan.fixture.Model.columnAt;
import static dev.plumb.plan.fixture.Model.composite;
import static dev.plumb.plan.fixture.Model.directory;
import static dev.plumb.plan.fixture.Model.enumType;
import static dev.plumb.plan.fixture.Model.index;
import static dev.plumb.plan.fixture.Model.library;
import static dev.plumb.plan.fixture.Model.nullable;
import static dev.plumb.plan.fixture.Model.primaryKey;
import static dev.plumb.plan.fixture.Model.renamedFrom;
import static dev.plumb.plan.fixture.Model.schema;
import static dev.plumb.plan.fixture.Model.table;
import static dev.plumb.plan.fixture.Model.tableAt;
import static dev.plumb.plan.fixture.Model.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plan.Blocker;
import dev.plumb.plan.Rename;
import dev.plumb.plan.RenameResolution;
import dev.plumb.plan.diff.Parts;
import dev.plumb.schema.Address;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RenameResolverTest {
    @Test
    void aHintIsMootInAFreshDatabase() {
        Schema declared = library(table("papers", nullable("id", "bigint")).withDeclaration(renamedFrom("documents")));
        assertThat(resolve(declared, Schema.EMPTY)).isEqualTo(RenameResolution.NONE);
    }

    @Test
    void aHintIsSatisfiedOnceTheNewNameExists() {
        Schema declared = library(table("papers", nullable("id", "bigint")).withDeclaration(renamedFrom("documents")));
        assertThat(resolve(declared, library(table("papers", nullable("id", "bigint")))))
                .isEqualTo(RenameResolution.NONE);
    }

    @Test
    void theNewestFormerNameThatExistsWins() {
        Schema declared = library(table("papers").withDeclaration(renamedFrom("texts", "documents", "files")));
        assertThat(renames(declared, library(table("documents"), table("files"))))
                .containsExactly("library/documents > library/papers");
    }

    @Test
    void outerThingsAreRenamedBeforeInnerOnes() {
        Schema live = library(table("documents", nullable("topic", "text"))
                .withConstraints(List.of(unique("documents_topic_key", "topic"))));
        Schema declared = schema(new Directory(
                DirectoryPath.of("books"),
                List.of(table("papers", nullable("subject", "text").withDeclaration(renamedFrom("topic")))
                        .withConstraints(List.of(unique("papers_subject_key", "subject")))
                        .withDeclaration(renamedFrom("documents"))),
                Optional.empty(),
                renamedFrom("library")));
        assertThat(renames(declared, live))
                .containsExactly(
                        "library > books",
                        "books/documents > books/papers",
                        "books/papers.topic > books/papers.subject",
                        "books/papers.documents_topic_key > books/papers.papers_subject_key");
    }

    @Test
    void aNestedDirectoryMovesWithTheOneThatItIsIn() {
        Schema live = schema(directory(LIBRARY), directory(DirectoryPath.of("library", "raw")));
        Schema declared = schema(
                new Directory(DirectoryPath.of("books"), List.of(), Optional.empty(), renamedFrom("library")),
                directory(DirectoryPath.of("books", "raw")));
        assertThat(renames(declared, live)).containsExactly("library > books", "library/raw > books/raw");
    }

    @Test
    void keysAndIndexesFollowTheirTableWithoutAHint() {
        Schema live = library(table("documents", nullable("id", "bigint"))
                .withConstraints(List.of(primaryKey("documents_pkey", "id")))
                .withIndexes(List.of(index("documents_id_idx", "id"), index("other_idx", "id"))));
        Schema declared = library(table("papers", nullable("id", "bigint"))
                .withConstraints(List.of(primaryKey("papers_pkey", "id")))
                .withIndexes(List.of(index("papers_id_idx", "id"), index("other_idx", "id")))
                .withDeclaration(renamedFrom("documents")));
        assertThat(renames(declared, live))
                .containsExactly(
                        "library/documents > library/papers",
                        "library/papers.documents_pkey > library/papers.papers_pkey",
                        "library/papers.documents_id_idx > library/papers.papers_id_idx");
    }

    @Test
    void typesAttributesAndIndexesAreRenamed() {
        CompositeType declaredType = composite(
                "point",
                new CompositeType.Attribute("east", "integer", Optional.empty(), List.of("x")),
                attribute("y", "integer"));
        Schema declared = library(
                enumType("state", "on").withDeclaration(renamedFrom("status")),
                declaredType,
                table("t", nullable("a", "text"))
                        .withIndexes(List.of(index("t_a", "a").withDeclaration(renamedFrom("t_idx")))));
        Schema live = library(
                enumType("status", "on"),
                composite("point", attribute("x", "integer"), attribute("y", "integer")),
                table("t", nullable("a", "text")).withIndexes(List.of(index("t_idx", "a"))));
        assertThat(renames(declared, live))
                .containsExactlyInAnyOrder(
                        "library/status > library/state",
                        "library/point.x > library/point.east",
                        "library/t.t_idx > library/t.t_a");
    }

    @Test
    void aChainOfNamesFreesEachNameBeforeItIsTaken() {
        Schema declared =
                library(table("b").withDeclaration(renamedFrom("a")), table("c").withDeclaration(renamedFrom("b")));
        assertThat(renames(declared, library(table("a"), table("b"))))
                .containsExactly("library/b > library/c", "library/a > library/b");
    }

    @Test
    void aHintThatMatchesNothingIsRefusedWithTheNearestName() {
        Schema declared = library(table("papers").withDeclaration(renamedFrom("documnets")));
        List<Blocker> blockers = resolve(declared, library(table("documents"))).blockers();
        assertThat(blockers).singleElement().satisfies(b -> {
            assertThat(b.address()).isEqualTo(tableAt("papers"));
            assertThat(b.message())
                    .isEqualTo("it is declared as renamed from documnets, but neither it nor any of these exists");
            assertThat(b.remedy()).isEqualTo("did you mean renamed_from: documents?");
        });
    }

    @Test
    void bothNamesExistingIsRefused() {
        Schema declared = library(table("papers").withDeclaration(renamedFrom("documents")));
        assertThat(resolve(declared, library(table("documents"), table("papers")))
                        .blockers())
                .singleElement()
                .satisfies(b -> assertThat(b.message())
                        .isEqualTo("it is declared as renamed from documents, but both names exist"));
    }

    @Test
    void aFormerNameThatIsDeclaredAgainBesideTheNewOneIsNoTrouble() {
        Schema declared = library(table("documents"), table("papers").withDeclaration(renamedFrom("documents")));
        assertThat(resolve(declared, library(table("documents"), table("papers"))))
                .isEqualTo(RenameResolution.NONE);
    }

    @Test
    void aFormerNameThatIsStillDeclaredWhileOnlyItExistsIsRefused() {
        Schema declared = library(table("documents"), table("papers").withDeclaration(renamedFrom("documents")));
        RenameResolution resolution = resolve(declared, library(table("documents")));
        assertThat(resolution.renames()).isEmpty();
        assertThat(resolution.blockers()).singleElement().satisfies(b -> assertThat(b.message())
                .contains("documents is declared too and only one exists"));
    }

    @Test
    void swappedNamesAreLeftForAPersonToSortOut() {
        Schema declared =
                library(table("a").withDeclaration(renamedFrom("b")), table("b").withDeclaration(renamedFrom("a")));
        RenameResolution resolution = resolve(declared, library(table("a"), table("b")));
        assertThat(resolution.renames()).isEmpty();
    }

    @Test
    void aNameOfAnotherKindIsNotTheOneMeant() {
        Schema declared = library(enumType("state", "on").withDeclaration(renamedFrom("status")));
        assertThat(resolve(declared, library(table("status"))).blockers()).hasSize(1);
    }

    @Test
    void managedAddressesFollowTheRenames() {
        Schema live = library(table("documents", nullable("topic", "text")));
        Schema declared = library(table("papers", nullable("subject", "text").withDeclaration(renamedFrom("topic")))
                .withDeclaration(renamedFrom("documents")));
        assertThat(resolve(declared, live).applyTo(addresses(live)))
                .containsExactlyInAnyOrder(Address.of(LIBRARY), tableAt("papers"), columnAt("papers", "subject"));
    }

    private static List<String> renames(Schema declared, Schema live) {
        RenameResolution resolution = resolve(declared, live);
        assertThat(resolution.blockers()).isEmpty();
        return resolution.renames().stream().map(RenameResolverTest::text).toList();
    }

    private static String text(Rename rename) {
        return rename.from() + " > " + rename.to();
    }

    private static RenameResolution resolve(Schema declared, Schema live) {
        return RenameResolver.resolve(declared, live, addresses(live), Map.of());
    }

    private static Set<Address> addresses(Schema schema) {
        Set<Address> addresses = new TreeSet<>();
        for (Directory directory : schema.directories()) {
            addresses.add(directory.address());
            for (SchemaObject object : directory.objects()) {
                Address address = object.address(directory.path());
                addresses.add(address);
                addresses.addAll(Parts.of(address, object).addresses());
            }
        }
        return addresses;
    }
}
