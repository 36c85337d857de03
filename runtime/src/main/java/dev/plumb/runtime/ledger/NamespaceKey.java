package dev.plumb.runtime.ledger;

/**
 * What a namespace is known by in one database: two projects, or two prefixes of one project, never share what they manage.
 *
 * @param project its name, from {@code plumb.yaml}
 * @param prefix what the names of its schemas begin with; may be empty
 */
public record NamespaceKey(String project, String prefix) {
    @Override
    public String toString() {
        return prefix.isEmpty() ? "project " + project : "project " + project + " with prefix " + prefix;
    }
}
