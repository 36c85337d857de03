package dev.plumb.plan.diff;

import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Statements that run one after the other, as one vertex of the plan's graph.
 *
 * @param address what the statements are about
 * @param role which part of its change they are; with the address the identity of the task
 * @param change the address of the change that they belong to: the address itself, or the table that it is created with
 * @param phase when, as far as dependencies leave a choice
 * @param position among its like in the same object, where their order was declared; otherwise 0
 */
public record Task(Address address, Role role, Address change, Phase phase, int position, List<Statement> statements) {
    /** By phase, then object by object, so that the statements of a table stand together. */
    public static final Comparator<Task> ORDER = Comparator.comparing(Task::phase)
            .thenComparing(t -> t.address().directory())
            .thenComparing(Task::objectKind)
            .thenComparing(t -> t.address().object().orElse(""))
            .thenComparing(t -> t.address().kind())
            .thenComparing(Task::position)
            .thenComparing(t -> t.address().name())
            .thenComparing(Task::role);

    public Task {
        statements = List.copyOf(statements);
    }

    public Task(Address address, Role role, Address change, Phase phase, List<Statement> statements) {
        this(address, role, change, phase, 0, statements);
    }

    Task at(int newPosition) {
        return new Task(address, role, change, phase, newPosition, statements);
    }

    /** Types before the tables that use them; what is part of a relation counts as a table. */
    private ObjectKind objectKind() {
        return address.kind().isPart() ? ObjectKind.TABLE : address.kind();
    }

    /** The parts of a change that other changes can stand between. */
    public enum Role {
        /** What takes long and disturbs nobody is done before. */
        PREPARE,
        /** What was is taken away. */
        DROP,
        /** Created or altered: what depends on it can be made. */
        ADD,
        /** Existing rows get the values of computed columns. */
        FILL,
        /** Existing rows are checked. */
        VALIDATE,
        /** What could only be done now. */
        FINISH,
        /** The former version, set aside by {@link #ADD}, goes. */
        RETIRE
    }

    /** Rough order; dependencies come before it. */
    public enum Phase {
        /** Needs a commit before it can be used. */
        VALUES,
        /** Definitions alone. */
        DEFINE,
        /** The server may run expressions and functions of users, which may need any definition: dependencies hidden in
         * function bodies are on no record. */
        EVALUATE,
        /** Existing rows get the values of computed columns. */
        FILL,
        /** Existing rows are checked. */
        VALIDATE,
        /** What is no longer needed goes. */
        CONTRACT
    }

    /** By address and role, which no two tasks of a plan share. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Task task && task.role == role && task.address.equals(address);
    }

    @Override
    public int hashCode() {
        return Objects.hash(address, role);
    }

    @Override
    public String toString() {
        return role.name().toLowerCase(Locale.ROOT) + " " + address.kind().label() + " " + address;
    }
}
