package dev.plumb.schema.validation;

import static dev.plumb.schema.validation.SpecText.directory;
import static dev.plumb.schema.validation.SpecText.problems;
import static dev.plumb.schema.validation.SpecText.renamedFrom;
import static dev.plumb.schema.validation.SpecText.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.schema.CompositeType;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.Table;
import dev.plumb.schema.View;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TypeAndRenameChecksTest {
    @Test
    void enumValuesAreNeitherEmptyNorTwiceNorTooLong() {
        String tooLong = "v".repeat(64);
        assertThat(problems(new EnumType("e", List.of("a", "", "a", tooLong), Optional.empty(), Declaration.NONE)))
                .containsExactly(
                        "2: enum library/e has an empty value",
                        "2: enum library/e has the value 'a' twice",
                        "2: the value '" + tooLong
                                + "' of enum library/e is 64 bytes long; PostgreSQL allows 63; use a shorter"
                                + " value");
    }

    @Test
    void typesAreNotMadeOfEachOther() {
        assertThat(problems(
                        composite("a", "b[]"),
                        composite("b", "library.c"),
                        domain("c", "a"),
                        composite("alone"),
                        table("t", "x \"t\""),
                        composite("fine", "text")))
                .containsExactly(
                        "2: composite type library/a contains itself: library.a -> library.b -> library.c -> library.a; break"
                                + " the circle, with jsonb for one of its links or a table of its own",
                        "3: composite type library/alone needs at least one attribute",
                        "7: table library/t contains itself: library.t -> library.t; break the circle, with jsonb for one of its"
                                + " links or a table of its own");
    }

    @Test
    void typesShareTheirNamesWithRowTypes() {
        assertThat(problems(table("a", "x int"), domain("a", "int")))
                .containsExactly(
                        "3: table library/a has the same name as domain library/a; give one of them another name");
    }

    @Test
    void anOldNameBelongsToOneThing() {
        assertThat(problems(
                        table("a", "x int").withDeclaration(renamedFrom("old")),
                        table("b", "x int").withDeclaration(renamedFrom("older", "old"))))
                .containsExactly(
                        "4: renamed_from of table library/b names 'old', which table library/a names too; an old name became one"
                                + " thing: keep it in one place");
    }

    @Test
    void anOldNameIsNotStillDeclared() {
        Table b = table("b", "x int", "y int");
        Table swapped = b.withColumns(List.of(
                b.columns().get(0).withDeclaration(renamedFrom("y")),
                b.columns().get(1).withDeclaration(renamedFrom("x"))));
        assertThat(problems(table("a", "x int").withDeclaration(renamedFrom("b", "a")), swapped))
                .containsExactly(
                        "2: renamed_from of table library/a names 'b', which is still declared; remove the declaration of 'b' or"
                                + " the renamed_from",
                        "2: renamed_from of table library/a names the thing itself; remove it",
                        "5: renamed_from of column library/b.x names 'y', and that one's leads back here; rename in two deploys,"
                                + " with a name in between",
                        "6: renamed_from of column library/b.y names 'x', and that one's leads back here; rename in two deploys,"
                                + " with a name in between");
    }

    @Test
    void aViewMayTakeThePlaceOfARenamedTable() {
        View view = new View("old", List.of(), "select 1", StorageParameters.NONE, Optional.empty(), Declaration.NONE);
        assertThat(problems(table("new", "x int").withDeclaration(renamedFrom("old")), view))
                .isEmpty();
    }

    @Test
    void directoriesAreRenamedToo() {
        Directory renamed =
                new Directory(DirectoryPath.of("new"), List.of(), Optional.empty(), renamedFrom("old", "other/raw"));
        assertThat(problems(renamed, directory(DirectoryPath.of("other", "raw"))))
                .containsExactly(
                        "1: renamed_from of directory new names 'other/raw', which is still declared; remove the declaration of"
                                + " 'other/raw' or the renamed_from");
    }

    private static CompositeType composite(String name, String... types) {
        return new CompositeType(
                name,
                Arrays.stream(types)
                        .map(t -> new CompositeType.Attribute("x", t, Optional.empty(), List.of()))
                        .toList(),
                Optional.empty(),
                Declaration.NONE);
    }

    private static DomainType domain(String name, String base) {
        return new DomainType(
                name, base, Optional.empty(), false, Optional.empty(), List.of(), Optional.empty(), Declaration.NONE);
    }
}
