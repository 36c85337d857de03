package dev.plumb.plan;

/**
 * Why an apply of a plan is refused, beside what stands in the way of the plan itself.
 *
 * @param cause a clause: {@code prod is protected, and nothing says that this is meant to go}
 * @param about what it is about, as addresses; may be empty
 * @param remedy what to do next
 */
public record Refusal(String cause, String about, String remedy) {
    /** One that is about the plan as a whole. */
    public Refusal(String cause, String remedy) {
        this(cause, "", remedy);
    }

    /** As a plan says it beforehand. */
    public String beforehand() {
        return cause + suffix();
    }

    /** As an apply says it. */
    public String afterwards() {
        return cause + ", so nothing was applied" + suffix();
    }

    private String suffix() {
        return about.isEmpty() ? "" : ": " + about;
    }
}
