package dev.plumb.plan;

import dev.plumb.schema.Address;
import java.util.List;
import java.util.Locale;

/**
 * What a plan does, in a form that is equal for equal effects whenever and wherever the plan is made: in logical names, without
 * what the number of rows or the values of variables decide.
 *
 * @param digest of all of it, hexadecimal
 * @param each one per change, sorted by address
 */
public record Effects(String digest, List<Effect> each) {
    /** Of a plan that changes nothing: SHA-256 of no text. */
    public static final Effects NONE =
            new Effects("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", List.of());

    /** How much of a digest is shown where a person reads it, and how little of it is accepted. */
    private static final int SHOWN = 12;

    private static final int SHORTEST = 8;

    public Effects {
        each = List.copyOf(each);
    }

    /** The beginning of a digest, for people. */
    public static String shortened(String digest) {
        return digest.length() <= SHOWN ? digest : digest.substring(0, SHOWN);
    }

    /** Whether a text is a digest or an unmistakable beginning of one: at least 8 hexadecimal digits. */
    public static boolean isDigest(String text) {
        return text.length() >= SHORTEST
                && text.length() <= NONE.digest().length()
                && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    }

    /** Whether a digest or the beginning of one means this plan. */
    public boolean isMeantBy(String text) {
        return isDigest(text) && digest.startsWith(text.toLowerCase(Locale.ROOT));
    }

    /**
     * What happens at one address.
     *
     * @param digest of the change and the statements for it
     */
    public record Effect(Address address, Action action, String digest) {}
}
