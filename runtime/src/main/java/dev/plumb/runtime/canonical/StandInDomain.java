package dev.plumb.runtime.canonical;

import dev.plumb.plan.ddl.Ddl;
import dev.plumb.schema.Address;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.DomainType.DomainCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stand-in of one domain. */
final class StandInDomain {
    private final Ddl ddl;
    private final DirectoryPath directory;
    private final DomainType written;
    private final DomainType domain;

    StandInDomain(Ddl ddl, DirectoryPath directory, DomainType written) {
        this.ddl = ddl;
        this.directory = directory;
        this.written = written;
        this.domain = new DomainType(
                written.name(),
                written.baseType(),
                written.collation(),
                written.notNull(),
                written.defaultExpression().map(d -> "(" + d + "\n)"),
                written.checks().stream()
                        .map(c -> new DomainCheck(c.name(), c.expression(), true))
                        .toList(),
                Optional.empty(),
                Declaration.NONE);
    }

    Trial trial() {
        return new Trial(address(), directory, ddl.domains().create(directory, domain), Fragments.of(written), parts());
    }

    private Address address() {
        return domain.address(directory);
    }

    private List<Trial> parts() {
        List<Trial> parts = new ArrayList<>();
        DomainType bare = new DomainType(
                domain.name(),
                domain.baseType(),
                domain.collation(),
                domain.notNull(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Declaration.NONE);
        parts.add(new Trial(address(), ddl.domains().create(directory, bare), Fragments.of(bare)));
        domain.defaultExpression()
                .ifPresent(d -> parts.add(new Trial(
                        address(),
                        ddl.domains().setDefault(directory, domain.name(), d),
                        written.defaultExpression().stream().toList())));
        for (DomainCheck check : domain.checks()) {
            parts.add(new Trial(
                    address(), ddl.domains().addCheck(directory, domain.name(), check), List.of(check.expression())));
        }
        return parts;
    }
}
