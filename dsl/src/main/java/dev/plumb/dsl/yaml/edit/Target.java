package dev.plumb.dsl.yaml.edit;

import dev.plumb.schema.Address;
import dev.plumb.schema.Spec;
import dev.plumb.source.SourceLocation;
import dev.plumb.source.SourceNode;
import dev.plumb.source.SourceNode.Mapping;
import dev.plumb.source.SourceNode.Scalar;
import java.util.Map;
import java.util.Optional;

/** Finds the file in which a thing is declared, or has to be. */
record Target(Address address, Spec spec, Map<String, String> texts) {
    /** Where it stands; of a new part where its object stands; of a new object where others of its directory do. */
    String path() {
        return spec.location(address)
                .or(this::ofObject)
                .map(SourceLocation::file)
                .or(this::ofDirectory)
                .orElseThrow(() -> new CannotEditException("no YAML file declares its directory"));
    }

    private Optional<SourceLocation> ofObject() {
        return address.kind().isPart()
                ? new Things(spec.schema()).object(address).flatMap(o -> spec.location(o.address(address.directory())))
                : Optional.empty();
    }

    private Optional<String> ofDirectory() {
        return texts.entrySet().stream()
                .filter(e -> find(YamlFile.of(e.getValue()), address).isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The document of a file that holds the directory; the one with the most sections. */
    static Place document(YamlFile file, Address address) {
        return find(file, address)
                .orElseThrow(() -> new CannotEditException("the file does not declare its directory"));
    }

    private static Optional<Place> find(YamlFile file, Address address) {
        Optional<Place> best = Optional.empty();
        int most = -1;
        for (int i = 0; i < file.documents().size(); i++) {
            SourceNode node = file.documents().get(i);
            if (node instanceof Mapping map
                    && Nodes.entries(map).get("dir") instanceof Scalar dir
                    && dir.value().equals(address.directory().toString())
                    && map.entries().size() > most) {
                best = Optional.of(Place.root(i));
                most = map.entries().size();
            }
        }
        return best;
    }
}
