package dev.plumb.cli;

import dev.plumb.plan.render.NextCommands;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plan.render.PlanJson;
import dev.plumb.plan.render.PlanSql;
import dev.plumb.plan.render.PlanText;
import dev.plumb.plan.render.Style;
import java.util.Locale;
import java.util.Optional;

/** How a plan is printed. */
enum PlanFormat {
    TEXT {
        @Override
        String render(PlanDocument document, Style style, Optional<NextCommands> next) {
            return PlanText.render(document, style, next);
        }
    },
    JSON {
        @Override
        String render(PlanDocument document, Style style, Optional<NextCommands> next) {
            return PlanJson.write(document);
        }
    },
    SQL {
        @Override
        String render(PlanDocument document, Style style, Optional<NextCommands> next) {
            return PlanSql.render(document);
        }
    };

    abstract String render(PlanDocument document, Style style, Optional<NextCommands> next);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
