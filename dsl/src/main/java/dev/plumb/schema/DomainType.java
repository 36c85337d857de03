package dev.plumb.schema;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * {@code create domain}.
 *
 * @param baseType SQL, {@code text}, {@code numeric(10,2)}
 * @param collation SQL name, absent for the base type's own
 * @param defaultExpression SQL
 * @param checks sorted by name; {@code value} stands for the tested value
 */
public record DomainType(
        String name,
        String baseType,
        Optional<String> collation,
        boolean notNull,
        Optional<String> defaultExpression,
        List<DomainCheck> checks,
        Optional<String> comment,
        Declaration declaration)
        implements TypeDefinition {
    public DomainType {
        checks = checks.stream().sorted(Comparator.comparing(DomainCheck::name)).toList();
    }

    /**
     * A named condition of a domain.
     *
     * @param expression SQL without the outer {@code check (…)}
     * @param validated false for a constraint that existing rows were never checked against
     */
    public record DomainCheck(String name, String expression, boolean validated) {}

    @Override
    public ObjectKind kind() {
        return ObjectKind.DOMAIN;
    }

    @Override
    public <R> R accept(SchemaObjectVisitor<R> visitor) {
        return visitor.domain(this);
    }

    @Override
    public DomainType withDeclaration(Declaration declaration) {
        return new DomainType(name, baseType, collation, notNull, defaultExpression, checks, comment, declaration);
    }

    @Override
    public DomainType withName(String name) {
        return new DomainType(name, baseType, collation, notNull, defaultExpression, checks, comment, declaration);
    }
}
