package dev.plumb.runtime.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenSpecTest {
    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void everyBrokenObjectIsNamedWithItsPlaceAndNoneForAnothersFault(int major) throws SQLException {
        try (Database database = new Database(major)) {
            List<String> problems = problems(database, """
                    dir: library/raw
                    types:
                      code: {domain: text, checks: {code_ok: lenght(value) > 3}}
                    tables:
                      pages:
                        columns:
                          id: bigint
                          title: txt
                          body: text default lower(1)
                          size: {type: integer, generated: length(boddy)}
                        checks:
                          pages_fine: length(body) > 1
                          pages_broken: length(bdy) > 1
                        indexes:
                          pages_idx: [body no_such_ops]
                      fine:
                        columns: {id: bigint}
                    views:
                      long: select id, titel from pages
                      short: select id from long
                      other: select id from library__raw.fine where id = 'x'
                    """);

            assertThat(problems)
                    .containsExactly(
                            "schema/test.yaml:3:3: domain library/raw/code: function lenght(text) does not exist; No function"
                                    + " matches the given name and argument types. You might need to add explicit type casts.",
                            "schema/test.yaml:8:7: column library/raw/pages.title: type \"txt\" does not exist, at character 1"
                                    + " of 'txt'",
                            "schema/test.yaml:9:7: column library/raw/pages.body: function lower(integer) does not exist; No"
                                    + " function matches the given name and argument types. You might need to add explicit"
                                    + " type casts.",
                            "schema/test.yaml:10:7: column library/raw/pages.size: column \"boddy\" does not exist;"
                                    + " Perhaps you meant to reference the column \"pages.body\".",
                            "schema/test.yaml:13:7: check constraint library/raw/pages.pages_broken: column \"bdy\" does not"
                                    + " exist; Perhaps you meant to reference the column \"pages.body\".",
                            "schema/test.yaml:15:7: index library/raw/pages.pages_idx: operator class \"no_such_ops\" does not"
                                    + " exist for access method \"btree\"",
                            "schema/test.yaml:19:3: view library/raw/long: column \"titel\" does not exist, at character 12 of"
                                    + " 'select id, titel from pages'",
                            "schema/test.yaml:21:3: view library/raw/other: invalid input syntax for type bigint: \"x\", at"
                                    + " character 45 of 'select id from library__raw.fine where id = 'x''");
            assertNothingIsLeft(database);
        }
    }

    @Test
    void aTextThatWouldBeginAnotherStatementIsNeverSent() throws SQLException {
        try (Database database = new Database(18)) {
            assertThat(problems(database, """
                            dir: a
                            tables:
                              t:
                                columns:
                                  n: {type: integer, default: "1); commit; create table public.evil (x int"}
                                checks:
                                  c: "n > (1"
                                  d: "n > 'x"
                            """))
                    .containsExactly(
                            "schema/test.yaml:5:7: column a/t.n: ) closes nothing, at character 2 of '1); commit; create table"
                                    + " public.evil (x int'; write one SQL expression or query",
                            "schema/test.yaml:7:7: check constraint a/t.c: a parenthesis is not closed of 'n > (1'; write one SQL"
                                    + " expression or query",
                            "schema/test.yaml:8:7: check constraint a/t.d: what begins with 'x is not closed, at character 5 of"
                                    + " 'n > 'x'; write one SQL expression or query");
            assertThat(database.query("select relname from pg_class where relname = 'evil'"))
                    .isEmpty();
        }
    }

    @Test
    void aForeignKeyMustLeadSomewhere() throws SQLException {
        try (Database database = new Database(18)) {
            database.execute("create table public.keyless (id int)");

            assertThat(problems(database, """
                            dir: a
                            tables:
                              t:
                                columns: {x: integer, y: integer}
                                foreign_keys:
                                  to_nothing: {columns: [x], references: public.nothing(id)}
                                  to_keyless: {columns: [x], references: public.keyless}
                            """))
                    .containsExactly(
                            "schema/test.yaml:6:7: foreign key a/t.to_nothing: the table that it references, public.nothing, is"
                                    + " neither declared nor in the database",
                            "schema/test.yaml:7:7: foreign key a/t.to_keyless: the table that it references, public.keyless, has"
                                    + " no primary key; name the columns");
        }
    }

    @Test
    void whatNeedsANewerServerIsNamedWithTheVersion() throws SQLException {
        try (Database database = new Database(14)) {
            assertThat(problems(database, """
                            dir: a
                            tables:
                              t:
                                columns:
                                  x: integer
                                  y: {type: integer, generated: {expression: x + 1, stored: false}}
                                unique: {t_x: {columns: [x], nulls_not_distinct: true}}
                                indexes: {t_i: {on: [x], unique: true, nulls_not_distinct: true}}
                            """))
                    .containsExactly(
                            "schema/test.yaml:6:7: column a/t.y: a virtual generated column needs PostgreSQL 18; this server is"
                                    + " PostgreSQL 14",
                            "schema/test.yaml:7:14: unique constraint a/t.t_x: nulls not distinct needs PostgreSQL 15; this"
                                    + " server is PostgreSQL 14",
                            "schema/test.yaml:8:15: index a/t.t_i: nulls not distinct needs PostgreSQL 15; this server is"
                                    + " PostgreSQL 14");
        }
    }

    static void assertNothingIsLeft(Database database) throws SQLException {
        assertThat(database.query("select nspname from pg_namespace where nspname like 'plumb%'"))
                .isEmpty();
    }

    private static List<String> problems(Database database, String yaml) {
        SpecException refusal =
                catchThrowableOfType(SpecException.class, () -> database.canonicalize(Database.spec(yaml)));
        return refusal.problems().stream().map(Problem::toString).toList();
    }
}
