package dev.plumb.runtime.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumb.dsl.yaml.SpecReader;
import dev.plumb.dsl.yaml.SpecWriter;
import dev.plumb.plan.render.SealedJson;
import dev.plumb.schema.Address;
import dev.plumb.schema.ArgumentAddress;
import dev.plumb.schema.Spec;
import dev.plumb.schema.SpecReading;
import dev.plumb.source.SourceFile;
import dev.plumb.source.SourceLocation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The spec of a project: its YAML files as they are, and what its Java definitions come to.
 *
 * @param model {@code major.minor}, which also says what the file is
 * @param plumbVersion that wrote it
 * @param commit that it is of, with {@code +} when files differed; absent outside of a Git repository
 * @param files of YAML
 * @param definitions one YAML document for each directory that Java declares
 * @param places where in Java things are declared
 * @param arguments where in Java arguments of functions are written
 * @param data the data migrations
 */
public record SpecModel(
        String model,
        String plumbVersion,
        String project,
        Optional<String> commit,
        List<SourceFile> files,
        List<String> definitions,
        List<Place> places,
        List<ArgumentPlace> arguments,
        List<SourceFile> data) {
    private static final String VERSION = "1.0";

    public SpecModel {
        files = List.copyOf(files);
        definitions = List.copyOf(definitions);
        places = List.copyOf(places);
        arguments = List.copyOf(arguments);
        data = List.copyOf(data);
    }

    /** Where something is declared. */
    public record Place(Address address, SourceLocation location) {}

    /** Where an argument is written. */
    public record ArgumentPlace(ArgumentAddress argument, SourceLocation location) {}

    /**
     * The document.
     *
     * @param java what Java definitions declare
     */
    public static SpecModel of(
            String plumbVersion,
            String project,
            Optional<String> commit,
            List<SourceFile> files,
            Spec java,
            List<SourceFile> data) {
        return new SpecModel(
                VERSION,
                plumbVersion,
                project,
                commit,
                files,
                java.schema().directories().stream().map(SpecWriter::write).toList(),
                java.locations().entrySet().stream()
                        .map(e -> new Place(e.getKey(), e.getValue()))
                        .sorted(Comparator.comparing(Place::address))
                        .toList(),
                java.arguments().entrySet().stream()
                        .map(e -> new ArgumentPlace(e.getKey(), e.getValue()))
                        .sorted(Comparator.comparing(ArgumentPlace::location))
                        .toList(),
                data);
    }

    /** As JSON, with a checksum. */
    public String write() {
        return SealedJson.write(this);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param name of the file, for messages
     * @throws InvalidModelException when it is none, one of another version, or was changed
     */
    public static SpecModel read(String name, String json) {
        try {
            ObjectNode document = SealedJson.parse(json);
            String version = document.path("model").asText();
            if (!version.equals(VERSION)) {
                throw new InvalidModelException(
                        version.isEmpty()
                                ? name + " is no compiled spec"
                                : name + " is a compiled spec of format " + version + "; this version of Plumb reads "
                                        + VERSION);
            }
            return SealedJson.read(document, SpecModel.class);
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException(name + " is no compiled spec that can be used: " + e.getMessage());
        }
    }

    /** The spec, with the places that its files were written at. */
    public SpecReading reading() {
        SpecReading compiled = SpecReader.readAll(
                definitions.stream().map(d -> new SourceFile("compiled", d)).toList());
        Map<Address, SourceLocation> locations =
                places.stream().collect(Collectors.toMap(Place::address, Place::location));
        Map<ArgumentAddress, SourceLocation> written =
                arguments.stream().collect(Collectors.toMap(ArgumentPlace::argument, ArgumentPlace::location));
        Spec java = new Spec(
                compiled.spec().schema(), locations, written, compiled.spec().removals());
        return SpecReader.readAll(files).and(new SpecReading(java, compiled.problems(), compiled.complete()));
    }
}
