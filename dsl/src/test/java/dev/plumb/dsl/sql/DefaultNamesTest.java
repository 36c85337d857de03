package dev.plumb.dsl.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The expected names were read from a PostgreSQL server that created the same tables without names. */
class DefaultNamesTest {
    @Test
    void areThoseThatPostgresChooses() {
        DefaultNames names = new DefaultNames();
        assertThat(names.primaryKey("t")).isEqualTo("t_pkey");
        assertThat(names.unique("t", List.of("a", "b"))).isEqualTo("t_a_b_key");
        assertThat(names.foreignKey("t", List.of("a"))).isEqualTo("t_a_fkey");
        assertThat(names.check("t", List.of("a"))).isEqualTo("t_a_check");
        assertThat(names.check("t", List.of("a", "b"))).isEqualTo("t_check");
        assertThat(names.exclusion("t", List.of("a", "b desc"))).isEqualTo("t_a_b_excl");
        assertThat(names.sequence("t", "a")).isEqualTo("t_a_seq");
    }

    @Test
    void nameAnIndexAfterColumnsAndFunctions() {
        DefaultNames names = new DefaultNames();
        assertThat(names.index("t", List.of("\"A b\" desc", "lower(c)", "(lower(d))", "(a || b)", "(x.f(1) + 1)")))
                .isEqualTo("t_A b_lower_lower1_expr_expr1_idx");
        assertThat(names.index("t", List.of("((a))", "x.f(1) x.ops"))).isEqualTo("t_a_f_idx");
    }

    @Test
    void getANumberWhenTaken() {
        DefaultNames names = new DefaultNames(List.of("t_a_key", "t_a_key1"));
        assertThat(names.unique("t", List.of("a"))).isEqualTo("t_a_key2");
        assertThat(names.unique("t", List.of("a"))).isEqualTo("t_a_key3");
    }

    @Test
    void areCutAtSixtyThreeBytesOnTheLongerSide() {
        String table = "t".repeat(50);
        String column = "c".repeat(40);
        DefaultNames names = new DefaultNames();
        assertThat(names.unique(table, List.of(column))).isEqualTo("t".repeat(29) + "_" + "c".repeat(29) + "_key");
        assertThat(names.unique(table, List.of(column))).isEqualTo("t".repeat(29) + "_" + "c".repeat(28) + "_key1");
        assertThat(names.primaryKey("t".repeat(63))).isEqualTo("t".repeat(58) + "_pkey");
    }

    @Test
    void neverCutACharacterInTwo() {
        String name = new DefaultNames().unique("é".repeat(31), List.of("ü".repeat(31)));
        assertThat(name).isEqualTo("é".repeat(14) + "_" + "ü".repeat(14) + "_key");
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63);
    }
}
