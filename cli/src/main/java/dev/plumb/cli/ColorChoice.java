package dev.plumb.cli;

import dev.plumb.plan.render.Style;
import java.util.Locale;

/** What {@code --color} says. */
enum ColorChoice {
    AUTO {
        @Override
        Style style(Surroundings surroundings, Surroundings.Stream stream) {
            return surroundings.wantsColour(stream) ? Style.ANSI : Style.PLAIN;
        }
    },
    ALWAYS {
        @Override
        Style style(Surroundings surroundings, Surroundings.Stream stream) {
            return Style.ANSI;
        }
    },
    NEVER {
        @Override
        Style style(Surroundings surroundings, Surroundings.Stream stream) {
            return Style.PLAIN;
        }
    };

    abstract Style style(Surroundings surroundings, Surroundings.Stream stream);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
