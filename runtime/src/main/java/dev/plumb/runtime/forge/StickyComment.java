package dev.plumb.runtime.forge;

import java.util.Optional;

/**
 * The one comment below a change that is written anew with every push. It is found by what it begins with, on whatever page it is, and
 * only when we wrote it ourselves: anybody can begin a comment so.
 */
public final class StickyComment {
    private final Discussion discussion;
    private final String marker;

    /** @param marker what the comment begins with */
    public StickyComment(Discussion discussion, String marker) {
        this.discussion = discussion;
        this.marker = marker;
    }

    /** What was done. */
    public enum Outcome {
        CREATED("created"),
        UPDATED("updated"),
        UNCHANGED("not changed");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * Lets the comment say this.
     *
     * @param body with the marker at its beginning
     * @throws ForgeException when the forge refuses, or cannot be reached
     */
    public Outcome say(String body) throws InterruptedException {
        Optional<Discussion.Comment> present = find();
        if (present.isEmpty()) {
            discussion.create(body);
            return Outcome.CREATED;
        }
        if (same(present.get().body(), body)) {
            return Outcome.UNCHANGED;
        }
        discussion.update(present.get().id(), body);
        return Outcome.UPDATED;
    }

    private Optional<Discussion.Comment> find() throws InterruptedException {
        Discussion.Author self = discussion.self();
        for (int number = 1; ; number++) {
            Discussion.Page page = discussion.page(number);
            Optional<Discussion.Comment> ours = page.comments().stream()
                    .filter(c -> c.body().startsWith(marker) && self.wrote(c))
                    .findFirst();
            if (ours.isPresent() || !page.more()) {
                return ours;
            }
        }
    }

    /** Forges may trim what they keep. */
    private static boolean same(String kept, String body) {
        return kept.replace("\r\n", "\n").strip().equals(body.strip());
    }
}
