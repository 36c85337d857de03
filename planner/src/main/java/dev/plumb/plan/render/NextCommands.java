package dev.plumb.plan.render;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The commands that a reader of the plan may run next, complete but for what the plan itself adds.
 *
 * @param plan makes this plan again
 * @param apply applies it
 */
public record NextCommands(String plan, String apply) {
    /** Up to so many addresses are named; more are allowed as a whole, since nobody reads such a line. */
    private static final int NAMED = 3;

    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    /** To apply a plan file instead of what is found then. */
    public NextCommands applying(String file) {
        return new NextCommands(plan, apply + " " + shellWord(file));
    }

    String applyAllowing(List<String> addresses) {
        if (addresses.size() > NAMED
                || addresses.stream().anyMatch(a -> !Printable.line(a).equals(a))) {
            return apply + " --allow-destructive";
        }
        return apply + addresses.stream().map(a -> " --allow " + shellWord(a)).collect(Collectors.joining());
    }

    /** The word as a POSIX shell reads it back. */
    public static String shellWord(String word) {
        return PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
