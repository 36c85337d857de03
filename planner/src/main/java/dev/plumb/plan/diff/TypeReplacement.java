package dev.plumb.plan.diff;

import static dev.plumb.plan.diff.Task.Phase.DEFINE;
import static dev.plumb.plan.diff.Task.Role.ADD;
import static dev.plumb.plan.diff.Task.Role.DROP;
import static dev.plumb.plan.diff.Task.Role.RETIRE;

import dev.plumb.plan.Hazard;
import dev.plumb.schema.Address;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a type a definition that PostgreSQL cannot alter it to: the old one is set aside under another name, the new one
 * created, whatever uses it moves over, the old one goes.
 */
final class TypeReplacement {
    private TypeReplacement() {}

    static <T> Edit edit(
            Comparison<T> type, Comparison.Verdict verdict, List<Hazard> hazards, List<Statement> creation) {
        return edit(type, verdict, hazards, List.of(), creation);
    }

    /**
     * @param preparation of the old definition, when values are going to move over
     */
    static <T> Edit edit(
            Comparison<T> type,
            Comparison.Verdict verdict,
            List<Hazard> hazards,
            List<Statement> preparation,
            List<Statement> creation) {
        Context context = type.context;
        Address address = type.address();
        List<Hazard> all = new ArrayList<>(hazards);
        all.add(Hazards.notRestored("the owner and the privileges of the type are those of a new one"));
        return type.disturbing(
                Disturbance.REPLACED,
                verdict,
                all,
                context.liveDependencies().dependentsOf(address).isEmpty()
                        ? dropAndCreate(type, creation)
                        : setAside(type, preparation, creation));
    }

    private static <T> List<Task> dropAndCreate(Comparison<T> type, List<Statement> creation) {
        Statement drop = Statement.of(type.context.ddl().objects().drop(type.address()));
        return List.of(type.task(DROP, DEFINE, List.of(drop)), type.task(ADD, DEFINE, creation));
    }

    private static <T> List<Task> setAside(Comparison<T> type, List<Statement> preparation, List<Statement> creation) {
        Address address = type.address();
        String oldName = TemporaryNames.oldType(address.name());
        Address old = Address.of(address.kind(), address.directory(), oldName);
        List<Statement> statements = new ArrayList<>(preparation);
        statements.add(Statement.of(type.context.ddl().objects().rename(address, oldName)));
        statements.addAll(creation);
        Statement drop = Statement.of(type.context.ddl().objects().drop(old));
        return List.of(type.task(ADD, DEFINE, statements), type.task(RETIRE, DEFINE, List.of(drop)));
    }
}
