package dev.plumb.cli;

import dev.plumb.runtime.FillListener;
import dev.plumb.runtime.TableBackfill;
import dev.plumb.runtime.backfill.BackfillProgress;
import dev.plumb.schema.Address;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Tells how a backfill goes: a bar on a terminal, else a line every now and then. */
abstract class BackfillProgressLine implements FillListener.Filling {
    /** Ends the line, if one is open. */
    @Override
    public abstract void close();

    static BackfillProgressLine on(Session session, TableBackfill backfill) {
        String name = backfill.columns().stream().map(Address::toString).collect(Collectors.joining(", "));
        boolean terminal = session.surroundings().terminals().contains(Surroundings.Stream.ERR);
        return terminal
                ? new Bar(
                        session.surroundings().err(),
                        name,
                        backfill.state().rowsSeen(),
                        backfill.state().rowsEstimated().orElse(-1))
                : new Lines(session.messages(), name);
    }

    private static String errors(BackfillProgress progress) {
        return progress.cellsFailed() == 0 ? "" : Counts.of(progress.cellsFailed(), "error");
    }

    /** One line for every few seconds. */
    private static final class Lines extends BackfillProgressLine {
        private static final Duration BETWEEN = Duration.ofSeconds(5);

        private final Messages messages;
        private final String name;
        private long last = System.nanoTime();

        Lines(Messages messages, String name) {
            this.messages = messages;
            this.name = name;
        }

        @Override
        public void progressed(BackfillProgress progress) {
            if (System.nanoTime() - last < BETWEEN.toNanos()) {
                return;
            }
            last = System.nanoTime();
            StringBuilder line = new StringBuilder(name + ": " + Counts.of(progress.rowsSeen(), "row"));
            progress.rowsEstimated().ifPresent(e -> line.append(String.format(Locale.ROOT, " of about %,d", e)));
            line.append(String.format(Locale.ROOT, ", %,.0f a second", progress.rowsPerSecond()));
            Optional.of(errors(progress)).filter(e -> !e.isEmpty()).ifPresent(e -> line.append(", ")
                    .append(e));
            progress.left()
                    .ifPresent(l -> line.append(", ").append(Durations.text(l)).append(" left"));
            messages.progress(line.toString());
        }

        @Override
        public void waiting(String reason) {
            messages.progress(name + ": waiting, " + reason);
        }

        @Override
        public void resumed() {
            messages.progress(name + ": going on");
        }

        @Override
        public void noticed(String notice) {
            messages.note(name + ": " + notice);
        }

        @Override
        public void close() {
            // Every line is complete.
        }
    }

    /** One line that changes. */
    private static final class Bar extends BackfillProgressLine {
        private static final int WIDTH = 120;
        private static final int INTERVAL_MILLIS = 200;

        private final PrintStream err;
        private final ProgressBar bar;

        Bar(PrintStream err, String name, long seen, long estimated) {
            this.err = err;
            this.bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(estimated)
                    .startsFrom(seen, Duration.ZERO)
                    .setUnit(" rows", 1)
                    .showSpeed()
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(INTERVAL_MILLIS)
                    .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
                    .build();
        }

        private void draw(String line) {
            err.print("\r" + line);
            err.flush();
        }

        @Override
        public void progressed(BackfillProgress progress) {
            progress.rowsEstimated().ifPresent(e -> bar.maxHint(Math.max(e, progress.rowsSeen())));
            bar.stepTo(progress.rowsSeen());
            bar.setExtraMessage(errors(progress));
        }

        @Override
        public void waiting(String reason) {
            bar.setExtraMessage("waiting: " + reason);
        }

        @Override
        public void resumed() {
            bar.setExtraMessage("");
        }

        @Override
        public void noticed(String notice) {
            bar.setExtraMessage(notice);
        }

        @Override
        public void close() {
            bar.close();
            err.println();
        }
    }
}
