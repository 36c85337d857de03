package dev.plumb.runtime.catalog;

import dev.plumb.plan.Dependency;
import dev.plumb.plan.computed.InstalledCells;
import dev.plumb.plan.computed.Plumbing;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets all that keeps the computed columns of a table right stand as one thing in the dependencies. */
final class PlumbingDependencies {
    private final Map<Address, Address> tables = new HashMap<>();

    PlumbingDependencies(Map<Address, InstalledCells> computed) {
        computed.forEach((table, cells) ->
                functions(cells).forEach(f -> tables.put(Address.of(ObjectKind.OTHER, table.directory(), f), table)));
    }

    private static Set<String> functions(InstalledCells cells) {
        Set<String> functions = new HashSet<>(Plumbing.functionNames(cells.installed()));
        functions.addAll(Plumbing.functionNames(cells.all()));
        functions.addAll(Plumbing.searchSignatures(cells.installed()));
        return functions;
    }

    /** Without what belongs to no table any more. */
    Set<Dependency> resolved(Set<Dependency> dependencies) {
        Set<Dependency> resolved = new HashSet<>();
        for (Dependency dependency : dependencies) {
            Optional<Address> dependent = resolved(dependency.dependent());
            Optional<Address> referenced = resolved(dependency.referenced());
            if (dependent.isPresent() && referenced.isPresent() && !dependent.equals(referenced)) {
                resolved.add(new Dependency(dependent.get(), referenced.get()));
            }
        }
        return resolved;
    }

    private Optional<Address> resolved(Address address) {
        if (address.kind() != ObjectKind.OTHER || PlumbingNames.isRemovedColumn(address)) {
            return Optional.of(address);
        }
        if (address.part().isPresent()) {
            String part = address.part().get();
            boolean own = PlumbingNames.isTrigger(part) || PlumbingNames.isColumn(part);
            return Optional.of(own ? PlumbingNames.address(table(address)) : address);
        }
        String object = address.object().orElse("");
        if (!PlumbingNames.isFunction(object)) {
            Optional<Address> table = Optional.ofNullable(tables.get(address));
            return Optional.of(table.map(PlumbingNames::address).orElse(address));
        }
        int arguments = object.lastIndexOf('(');
        String name = arguments < 0 ? object : object.substring(0, arguments);
        return Optional.ofNullable(tables.get(Address.of(ObjectKind.OTHER, address.directory(), name)))
                .map(PlumbingNames::address);
    }

    private static Address table(Address part) {
        return Address.of(ObjectKind.TABLE, part.directory(), part.object().orElseThrow());
    }
}
