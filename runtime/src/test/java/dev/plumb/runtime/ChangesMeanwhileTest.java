package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plan.Step;
import dev.plumb.runtime.apply.ApplyListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others do to the database while a plan is being applied is not taken for what the apply did. */
class ChangesMeanwhileTest {
    private static final String SPEC = """
            dir: shop
            tables:
              orders: {columns: {id: bigint primary key, note: text}}
              other: {columns: {id: bigint primary key, note: text}, indexes: {other_note: [note]}}
            """;

    private enum Change {
        ONE_TRANSACTION(SPEC.replaceFirst("note: text", "note: text, extra: text")),
        ONE_STATEMENT_OUTSIDE(SPEC.replaceFirst("note: text}", "note: text}, indexes: {orders_note: [note]}")),
        SEVERAL_OF_BOTH(SPEC.replaceFirst(
                "note: text}",
                "note: text, extra: text}, checks: {orders_check: id > 0}, indexes: {orders_note: [note]}"));

        private final String spec;

        Change(String spec) {
            this.spec = spec;
        }
    }

    @TempDir
    Path root;

    @ParameterizedTest
    @EnumSource
    void theNextPlanSeesWhatAnotherDroppedDuringTheRun(Change change) {
        LiveProject project = LiveProject.on(18, root).declare(SPEC);
        project.apply();
        project.execute("insert into dev_shop.orders values (1, 'a')").declare(change.spec);

        project.apply(new Meanwhile(() -> project.execute("drop index dev_shop.other_note")));

        assertThat(project.plan().plan().changes())
                .extracting(c -> c.address().toString())
                .containsExactly("shop/other.other_note");
        project.apply();
        assertThat(project.plan().foundation()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatNobodyDeclaredAndAnotherMadeDuringTheRunCostsNoMoreThanALook(Change change) {
        LiveProject project = LiveProject.on(18, root).declare(SPEC);
        project.apply();
        project.execute("insert into dev_shop.orders values (1, 'a')").declare(change.spec);

        project.apply(new Meanwhile(() -> project.execute("create table dev_shop.theirs (id int)")));

        assertThat(project.plan().foundation()).isEmpty();
        assertThat(project.differences()).isEmpty();
        project.execute("drop table dev_shop.theirs");
        assertThat(project.plan().foundation()).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void afterARunThatNobodyDisturbedNoFileIsParsed(Change change) {
        LiveProject project = LiveProject.on(18, root).declare(SPEC);
        project.apply();
        assertThat(project.plan().foundation()).isEmpty();
        project.execute("insert into dev_shop.orders values (1, 'a')").declare(change.spec);

        project.apply();

        assertThat(project.plan().foundation()).isEmpty();
        project.execute("drop index dev_shop.other_note");
        assertThat(project.plan().foundation()).isPresent();
    }

    /** Does something once, when the first statement has run and, where it is in a transaction, is not committed. */
    private record Meanwhile(Runnable deed, AtomicBoolean done) implements ApplyListener {
        private Meanwhile(Runnable deed) {
            this(deed, new AtomicBoolean());
        }

        @Override
        public void stepFinished(Step step, Duration duration) {
            if (done.compareAndSet(false, true)) {
                deed.run();
            }
        }
    }
}
