package dev.plumb.cli;

import dev.plumb.runtime.ColumnWork;
import dev.plumb.runtime.TableBackfill;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody does to backfills that other processes run. */
enum BackfillSteering {
    PAUSE("paused", "Lets all processes that run a backfill stop after what they are at.") {
        @Override
        List<TableBackfill> steer(ColumnWork work, Optional<String> target) {
            return work.pause(target);
        }
    },
    RESUME("running again", "Lets a paused or failed backfill go on where it stopped.") {
        @Override
        List<TableBackfill> steer(ColumnWork work, Optional<String> target) {
            return work.resume(target);
        }
    },
    CANCEL("cancelled", "Ends a backfill for good; what is filled stays.") {
        @Override
        List<TableBackfill> steer(ColumnWork work, Optional<String> target) {
            return work.cancel(target);
        }
    };

    private final String done;
    private final String description;

    BackfillSteering(String done, String description) {
        this.done = done;
        this.description = description;
    }

    /** Those that were in a state for it. */
    abstract List<TableBackfill> steer(ColumnWork work, Optional<String> target);

    /** What a backfill is afterwards. */
    String done() {
        return done;
    }

    String description() {
        return description;
    }

    String verb() {
        return name().toLowerCase(Locale.ROOT);
    }
}
