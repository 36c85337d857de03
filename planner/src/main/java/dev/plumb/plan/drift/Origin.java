package dev.plumb.plan.drift;

/** Where a difference between what is declared and what is there comes from. */
public enum Origin {
    /** The files have changed since the last apply, the database has not. */
    PLANNED("planned"),
    /** The database has changed since the last apply, the files have not. */
    DRIFT("drift"),
    /** Both have changed, and not alike. */
    CONFLICT("conflict"),
    /** It was never declared and is not managed. */
    FOREIGN("foreign");

    private final String word;

    Origin(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** Of an attribute that differs. */
    static Origin of(String declared, String applied, String live) {
        if (applied.equals(live)) {
            return PLANNED;
        }
        return applied.equals(declared) ? DRIFT : CONFLICT;
    }

    /** Of a thing whose attributes have these origins: where both sides have changed something of it, they are in conflict. */
    Origin and(Origin other) {
        return this == other ? this : CONFLICT;
    }
}
