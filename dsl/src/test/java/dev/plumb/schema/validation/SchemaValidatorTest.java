package dev.plumb.schema.validation;

import static dev.plumb.schema.validation.SpecText.LIBRARY;
import static dev.plumb.schema.validation.SpecText.check;
import static dev.plumb.schema.validation.SpecText.directory;
import static dev.plumb.schema.validation.SpecText.index;
import static dev.plumb.schema.validation.SpecText.primaryKey;
import static dev.plumb.schema.validation.SpecText.problems;
import static dev.plumb.schema.validation.SpecText.table;
import static dev.plumb.schema.validation.SpecText.unique;
import static dev.plumb.schema.validation.SpecText.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.schema.Declaration;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.SequenceOptions;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.Table;
import dev.plumb.schema.View;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchemaValidatorTest {
    private static final Table USERS =
            table("users", "id bigint primary key", "mail text unique", "code text unique deferrable");

    @Test
    void aValidSpecHasNoProblems() {
        Table documents = table(
                        "documents",
                        "id bigint generated always as identity primary key",
                        "owner_id bigint references users",
                        "mail text references users(mail)",
                        "outer_id int references public.things")
                .withIndexes(
                        List.of(index("documents_owner_idx", "owner_id desc nulls last", "lower(mail)", "(id + 1)")));
        assertThat(problems(USERS, documents, view("recent", "select 1, 2"))).isEmpty();
    }

    @Test
    void namesAreNeitherEmptyNorTooLongNorUnprintable() {
        String tooLong = "é".repeat(32);
        assertThat(problems(table(tooLong, "a int"), with(table("", "b int"), check("x\ny", "b > 1"))))
                .containsExactly(
                        "2: a table needs a name that is not empty",
                        "2: the name of check constraint 'x?y' contains the control character U+000A",
                        "4: the name of table '" + tooLong
                                + "' is 64 bytes long; PostgreSQL keeps 63; use a shorter name");
        assertThat(problems(table("é".repeat(31) + "x", "type int"))).isEmpty();
    }

    @Test
    void directoriesAreSchemasThatExistAndDiffer() {
        assertThat(problems(
                        directory(DirectoryPath.of("a__b")),
                        directory(DirectoryPath.of("x".repeat(40), "y".repeat(40))),
                        directory(LIBRARY),
                        directory(LIBRARY)))
                .containsExactly(
                        "1: directory a__b would be the schema 'a__b', which reads as a/b; two underscores join a directory to"
                                + " the one inside it: use one in a name, and none at its end",
                        "2: directory " + "x".repeat(40) + "/" + "y".repeat(40) + " is the schema '" + "x".repeat(40)
                                + "__" + "y".repeat(40)
                                + "', whose name is 82 bytes long; PostgreSQL keeps 63; use shorter names",
                        "4: directory library is declared twice");
    }

    @Test
    void relationsAndIndexesShareTheirNames() {
        Table first =
                with(table("a", "x int"), unique("taken", "x")).withIndexes(List.of(index("a", "x"), index("b", "x")));
        assertThat(problems(first, table("b", "x int"), view("taken", "select 1")))
                .containsExactlyInAnyOrder(
                        "2: index library/a.a has the same name as table library/a; give one of them another name",
                        "4: table library/b has the same name as index library/a.b; give one of them another name",
                        "6: view library/taken has the same name as unique constraint library/a.taken; give one of them"
                                + " another name");
    }

    @Test
    void columnsAndConstraintsOfATableShareTheirNames() {
        assertThat(problems(with(table("a", "x int", "x text", "c int"), unique("c", "x"), check("c", "x > 1"))))
                .containsExactlyInAnyOrder(
                        "4: column library/a.x is declared twice; give one of them another name",
                        "2: check constraint library/a.c has the same name as unique constraint library/a.c; give one of them"
                                + " another name");
    }

    @Test
    void columnsFitATable() {
        String[] columns =
                IntStream.rangeClosed(0, 1600).mapToObj(i -> "c" + i + " int").toArray(String[]::new);
        assertThat(problems(table("wide", columns)))
                .containsExactly(
                        "2: table library/wide has 1601 columns; PostgreSQL allows 1600; split it into several tables");
        assertThat(problems(table("a", "ctid int", "n numeric(10,2) generated always as identity")))
                .containsExactly(
                        "3: column library/a.ctid has the name of a system column, which every table has already; use another"
                                + " name",
                        "4: identity of column library/a.n needs smallint, integer or bigint, found 'numeric(10,2)'; change the"
                                + " type, or use a default");
    }

    @Test
    void keysNameColumnsThatExist() {
        Table broken = with(
                        table("a", "title int primary key"),
                        primaryKey("second", "titel"),
                        unique("u", "title", "title"),
                        unique("e"))
                .withIndexes(List.of(index("i", "tilte desc"), index("none")));
        assertThat(problems(broken))
                .containsExactlyInAnyOrder(
                        "2: table library/a has two primary keys, 'a_pkey' and 'second'; make one of them unique",
                        "2: primary key library/a.second names the column 'titel', which table library/a does not have; did you"
                                + " mean 'title'?",
                        "2: unique constraint library/a.u names the column 'title' twice",
                        "2: unique constraint library/a.e needs at least one column",
                        "2: index library/a.i names the column 'tilte', which table library/a does not have; did you mean"
                                + " 'title'?",
                        "2: index library/a.none needs at least one column or expression");
    }

    @Test
    void foreignKeysFindTheirTable() {
        Table documents = table(
                "documents",
                "a int references userz",
                "b int references libary.users",
                "c int references v",
                "d int references users(idd)",
                "e int references users on delete set null (x)");
        assertThat(problems(documents, USERS, view("v", "select 1")))
                .containsExactlyInAnyOrder(
                        "2: foreign key library/documents.documents_a_fkey references 'userz', which directory library does not"
                                + " have; did you mean 'users'?",
                        "2: foreign key library/documents.documents_b_fkey references 'libary.users', and there is no directory"
                                + " 'libary'; did you mean 'library'?",
                        "2: foreign key library/documents.documents_c_fkey references 'v', which is a view, not a table; there"
                                + " are: documents, users",
                        "2: foreign key library/documents.documents_d_fkey names the column 'idd', which table library/users"
                                + " does not have; did you mean 'id'?",
                        "2: on delete of foreign key library/documents.documents_e_fkey names the column 'x', which is not one"
                                + " of its columns; did you mean 'e'?");
    }

    @Test
    void foreignKeysNeedAKeyToReference() {
        Table documents = table(
                "documents",
                "a int references bare",
                "b int references bare(x)",
                "c int references users(id, mail)",
                "d text references users(code)",
                "e int references pair",
                "f int references indexed(x)");
        Table pair = with(table("pair", "x int", "y int"), primaryKey("pair_pkey", "x", "y"));
        Table indexed = table("indexed", "x int")
                .withIndexes(List.of(index("indexed_x", "x").withUnique(true)));
        assertThat(problems(documents, USERS, table("bare", "x int"), pair, indexed))
                .containsExactlyInAnyOrder(
                        "4: foreign key library/documents.documents_a_fkey references table library/bare, which has no primary"
                                + " key; name the referenced columns, or give the table a primary key",
                        "4: foreign key library/documents.documents_b_fkey references the column (x) of table library/bare,"
                                + " which is neither the primary key nor unique; declare a unique constraint there",
                        "4: foreign key library/documents.documents_c_fkey has the column (c) and references 2 columns (id,"
                                + " mail) of table library/users; name as many columns on both sides",
                        "4: foreign key library/documents.documents_d_fkey references 'users_code_key', which is deferrable:"
                                + " PostgreSQL cannot check a foreign key with it; make 'users_code_key' not deferrable",
                        "4: foreign key library/documents.documents_e_fkey has the column (e) and references 2 columns (x, y)"
                                + " of table library/pair; name as many columns on both sides");
    }

    @Test
    void sequencesAreOwnedByColumnsThatExist() {
        assertThat(problems(sequence("s", "text", "user", "id"), sequence("t", "bigint", "users", "idd"), USERS))
                .containsExactly(
                        "2: sequence library/s is owned by table 'user', which directory library does not have; did you mean"
                                + " 'users'?",
                        "2: sequence library/s needs smallint, integer or bigint as its type, found 'text'",
                        "3: sequence library/t is owned by the column 'idd', which table library/users does not have; did you"
                                + " mean 'id'?");
    }

    @Test
    void sqlIsOnePieceThatEndsWhatItBegins() {
        Table odd = with(
                table("a", "x int default 'b'", "y int"),
                check("c1", "x > 1) or (true"),
                check("c2", "x > 1 -- small"),
                check("c3", "x in (1, 2"),
                check("c4", " /* nothing */ "),
                check("c5", "x > 'a"));
        assertThat(problems(
                        odd.withIndexes(List.of(index("i", "x, y"))),
                        view("v", "select 1; drop table a"),
                        view("w", " ")))
                .containsExactlyInAnyOrder(
                        "2: the condition of check constraint library/a.c1 closes a ')' that it did not open",
                        "2: the condition of check constraint library/a.c2 ends in a comment, which would hide what follows it;"
                                + " write it as /* … */",
                        "2: the condition of check constraint library/a.c3 lacks a ')'",
                        "2: the condition of check constraint library/a.c4 is empty",
                        "2: the condition of check constraint library/a.c5 does not close what begins with 'a",
                        "2: the element of index library/a.i contains a comma outside of parentheses; write one thing at a time",
                        "5: the query of view library/v contains a semicolon; remove it: a spec holds no statements",
                        "6: the query of view library/w is empty");
    }

    @Test
    void indexesOfAMaterializedViewNameItsColumnsWhenItListsThem() {
        assertThat(problems(materialized("m", List.of("total")), materialized("o", List.of())))
                .containsExactly(
                        "2: index library/m.m_idx names the column 'x', which materialized view library/m does not have; there"
                                + " are: total");
    }

    private static MaterializedView materialized(String name, List<String> columns) {
        return new MaterializedView(
                name,
                columns,
                "select 1 as n",
                List.of(index(name + "_idx", "x")),
                StorageParameters.NONE,
                Optional.empty(),
                Declaration.NONE);
    }

    private static View view(String name, String query) {
        return new View(name, List.of(), query, StorageParameters.NONE, Optional.empty(), Declaration.NONE);
    }

    private static Sequence sequence(String name, String type, String table, String column) {
        return new Sequence(
                name,
                type,
                SequenceOptions.DEFAULT,
                Optional.of(new Sequence.OwnedBy(table, column)),
                Optional.empty(),
                Declaration.NONE);
    }
}
