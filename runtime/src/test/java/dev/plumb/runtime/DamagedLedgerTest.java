package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.WrongTargetException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody did to Plumb's own tables. */
class DamagedLedgerTest {
    private static final String SPEC = """
            dir: shop
            tables: {orders: {columns: {id: bigint primary key}}}
            """;

    private static final String NEXT = SPEC.replace("primary key", "primary key, note: text");

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({
        "drop table plumb.ledger, plumb.ledger",
        "delete from plumb.ledger, the row of plumb.ledger",
        "drop table plumb.managed, plumb.managed",
        "drop table plumb.lease, plumb.lease",
        "drop table plumb.step, plumb.step",
        "alter table plumb.namespace drop column revision, plumb.namespace.revision",
        "alter table plumb.run drop column spec, plumb.run.spec"
    })
    void aMissingTableOrColumnIsNamedWithTheWayOut(String damage, String missing) {
        LiveProject project = LiveProject.on(18, root).declare(SPEC);
        project.apply();
        project.execute(damage).declare(NEXT);

        assertThatThrownBy(project::apply)
                .isInstanceOf(DatabaseException.class)
                .hasMessage(
                        "the ledger (schema plumb) is damaged: missing " + missing + "; restore the schema plumb from"
                                + " a backup, or drop it: the next apply then creates it anew and adopts what is declared");

        project.execute("drop schema plumb cascade").apply();

        assertThat(project.query("select note from dev_shop.orders")).isEmpty();
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void aLedgerOfANewerVersionIsLeftAlone() {
        LiveProject project = LiveProject.on(18, root).declare(SPEC);
        project.apply();
        project.execute("update plumb.ledger set version = 99");

        assertThatThrownBy(project::plan)
                .isInstanceOf(WrongTargetException.class)
                .hasMessageContaining("is of version 99")
                .hasMessageContaining("use the newer Plumb");
    }

    @Test
    void theShortestTimeoutOfTheRoleDoesNotKeepAnybodyFromSeeingThatNothingIsToDo() {
        LiveProject project = LiveProject.on(18, root).declare(SPEC);
        project.apply();
        project.execute("alter database " + project.database().name() + " set statement_timeout = '1ms'");

        assertThat(project.plan().plan().changes()).isEqualTo(List.of());
    }
}
