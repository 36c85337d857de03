package dev.plumb.migration.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.schema.sql.SqlLexer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ChangelogTest {
    private static String text(String statement, boolean alone, List<String> rollback) {
        Changeset changeset = new Changeset(
                "0001_a-1", "shop/orders", false, List.of(statement), alone, rollback, Optional.of("values"));
        return new Changelog("migrations/0001_a.sql", List.of(changeset)).text();
    }

    @Test
    void aChangesetNamesItsSchemasByAParameterAndSaysHowItIsTakenBack() {
        String orders = Changelog.schema("shop") + ".orders";
        assertThat(text("drop table " + orders, false, List.of("create table " + orders + " (\n\n  id bigint\n)")))
                .isEqualTo("""
                        --liquibase formatted sql logicalFilePath:migrations/0001_a.sql

                        --changeset plumb:0001_a-1 labels:safe rollbackSplitStatements:false splitStatements:false stripComments:false
                        --comment: shop/orders
                        drop table ${plumb.prefix}shop.orders;
                        -- Not taken back: values
                        --rollback create table ${plumb.prefix}shop.orders (
                        --rollback\s
                        --rollback   id bigint
                        --rollback );
                        """);
    }

    @Test
    void aNameThatNeedsQuotesHasThemWhateverThePrefixIs() {
        assertThat(Changelog.schema("user"))
                .isNotEqualTo(Changelog.schema("shop").replace("shop", "user"));
    }

    @Test
    void whatCannotRunInATransactionSaysSo() {
        assertThat(text("drop index concurrently x", true, List.of()))
                .contains(
                        "runInTransaction:false rollbackSplitStatements:true splitStatements:true",
                        "--rollback empty\n");
    }

    @Test
    void nothingOfAStatementIsAnInstructionOrAParameter() {
        for (String value : List.of(
                "a\n--rollback drop table t", "${HOME} costs $1", "x\r\ny", "my changeSetId", "a\n/* liquibase")) {
            String literal = "'" + value + "'";
            for (String sql : List.of("select " + literal, "do $x$" + value + "$x$", "-- " + value + "\nselect 1")) {
                String safe = FormattedSql.safe(sql);
                assertThat(safe)
                        .doesNotContain("${", "\r")
                        .doesNotContainPattern("(?im)^\\s*--\\s*rollback")
                        .doesNotContainPattern("(?i)changesetid");
                if (!sql.startsWith("--")) {
                    assertThat(SqlLexer.significant(safe).get(1).value()).isEqualTo(value);
                }
            }
        }
        assertThat(SqlLexer.significant(FormattedSql.safe("\"a${b}\"")).get(0).name())
                .isEqualTo("a${b}");
        assertThat(FormattedSql.safe("select 'plain; -- text'")).isEqualTo("select 'plain; -- text'");
    }
}
