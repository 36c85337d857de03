package dev.plumb.cli;

import dev.plumb.cli.Surroundings.Stream;
import dev.plumb.plan.render.Style;
import java.nio.file.Path;

/** What every command works with: the process around it and the options that all of them share. */
record Session(Surroundings surroundings, GlobalOptions globals) {
    Messages messages() {
        return new Messages(surroundings.err(), globals.style(surroundings, Stream.ERR));
    }

    Style resultStyle() {
        return globals.style(surroundings, Stream.OUT);
    }

    /** A path of the command line, which is relative to the current directory. */
    Path resolve(Path path) {
        return surroundings.directory().resolve(path).normalize();
    }

    /** The project's folder; whether there is one is for whoever opens it to say. */
    Path projectFolder() {
        return resolve(globals.project());
    }

    /** A path as a person at the current directory would write it. */
    String shown(Path path) {
        return path.startsWith(surroundings.directory())
                ? surroundings.directory().relativize(path).toString()
                : path.toString();
    }
}
