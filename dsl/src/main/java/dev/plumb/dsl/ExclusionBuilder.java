package dev.plumb.dsl;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.ExclusionConstraint.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An exclusion constraint. */
public final class ExclusionBuilder extends DeferrableBuilder<ExclusionBuilder> {
    private String method = "gist";
    private final List<Element> elements = new ArrayList<>();
    private List<String> include = List.of();
    private Optional<String> where = Optional.empty();
    private final Parameters storageParameters = new Parameters();

    ExclusionBuilder(Recording recording) {
        super(recording);
    }

    /** Access method. */
    public ExclusionBuilder using(String accessMethod) {
        method = accessMethod;
        return this;
    }

    /**
     * @param element SQL of an index element
     * @param operator {@code =}, {@code &&}
     */
    public ExclusionBuilder element(String element, String operator) {
        elements.add(new Element(element.strip(), operator.strip()));
        return this;
    }

    public ExclusionBuilder include(String... columns) {
        include = List.of(columns);
        return this;
    }

    /** SQL of the predicate. */
    public ExclusionBuilder where(String predicate) {
        where = Optional.of(predicate.strip());
        return this;
    }

    /** A storage parameter of the index. */
    public ExclusionBuilder with(String parameter, String value) {
        storageParameters.put(parameter, value);
        return this;
    }

    @Override
    ExclusionBuilder self() {
        return this;
    }

    @Override
    Constraint build(String table, DefaultNames names) {
        List<String> named = Stream.concat(elements.stream().map(Element::element), include.stream())
                .toList();
        return new Constraint.ExclusionConstraint(
                name().orElseGet(() -> names.exclusion(table, named)),
                method,
                elements,
                include,
                where,
                deferral(),
                storageParameters.build(),
                comment(),
                declaration());
    }
}
