package dev.plumb.plan;

/** Why a change is in the plan. The plan prints the words. */
public enum Reason {
    DECLARED_NOT_PRESENT("declared, not in the database"),
    NO_LONGER_DECLARED("managed, no longer declared"),
    /** Whatever the files say. */
    ENVIRONMENT_EMPTIED("managed, and all of that goes"),
    DEFINITION_DIFFERS("differs from its declaration"),
    RENAMED("declared as renamed"),
    CANNOT_ALTER("PostgreSQL cannot alter this in place"),
    DEPENDS_ON_CHANGED("depends on something that changes"),
    LEFT_INVALID("left invalid by an interrupted build"),
    REPLACE_REQUESTED("if_exists: replace"),
    NOT_YET_MANAGED("exists as declared, not managed yet"),
    NO_LONGER_MANAGED("left as it is, no longer managed");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
