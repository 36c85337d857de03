package dev.plumb.runtime.tenant;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Dependency;
import dev.plumb.runtime.catalog.CatalogReader;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Finds out which namespaces hold the same, by reading all of them in as many queries as one. Each namespace is read under
 * directories that begin with a mark of its own, which is taken out of everything that was found; what is left is equal where
 * the namespaces are.
 */
public final class LikeStates {
    private final String run =
            "z" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final List<List<String>> found = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();

    private LikeStates() {}

    /**
     * A digest of what each namespace holds, as far as plans depend on it: the number of rows counts only as far as there are any.
     *
     * @param connection in autocommit mode
     * @param namespaces of each the PostgreSQL schema by directory
     * @return a digest for each, in the same order; equal for equal states
     */
    public static List<String> digests(Connection connection, List<Map<DirectoryPath, String>> namespaces)
            throws SQLException {
        LikeStates states = new LikeStates();
        Map<DirectoryPath, String> schemas = states.marked(namespaces);
        states.take(CatalogReader.live().read(connection, schemas));
        List<String> digests = new ArrayList<>();
        for (int i = 0; i < namespaces.size(); i++) {
            digests.add(states.digest(i, namespaces.get(i).keySet()));
        }
        return digests;
    }

    private Map<DirectoryPath, String> marked(List<Map<DirectoryPath, String>> namespaces) {
        Map<DirectoryPath, String> schemas = new HashMap<>();
        for (int i = 0; i < namespaces.size(); i++) {
            // All marks are of one length, so that they change the length of no text differently.
            String mark = run + String.format("%06d", i);
            positions.put(mark, i);
            found.add(new ArrayList<>());
            namespaces.get(i).forEach((directory, schema) -> schemas.put(under(mark, directory), schema));
        }
        return schemas;
    }

    private static DirectoryPath under(String mark, DirectoryPath directory) {
        List<String> components = new ArrayList<>(List.of(mark));
        components.addAll(directory.components());
        return new DirectoryPath(components);
    }

    private void take(CatalogState state) {
        state.schema().directories().forEach(d -> add(d.path(), "directory", d));
        state.dependencies().forEach(this::add);
        state.tables().forEach((address, facts) -> add(address, "empty", facts.isEmpty()));
        state.outputColumns().forEach((address, columns) -> add(address, "output", columns));
        state.attachments().forEach((address, attachments) -> add(address, "attachments", attachments));
        state.computed().forEach((address, cells) -> add(address, "computed", cells));
        state.uncovered().forEach(o -> add(o.address(), "uncovered", o));
        state.knownNames()
                .forEach((schema, names) -> add(DirectoryPath.ofSchemaName(schema), "known " + schema, names));
    }

    private void add(Dependency dependency) {
        DirectoryPath from = dependency.dependent().directory();
        DirectoryPath to = dependency.referenced().directory();
        add(from, "dependency", dependency);
        if (!from.components().get(0).equals(to.components().get(0))) {
            add(to, "dependency", dependency);
        }
    }

    private void add(Address address, String what, Object value) {
        add(address.directory(), what + " " + StateText.of(address), value);
    }

    private void add(DirectoryPath directory, String what, Object value) {
        Integer position = positions.get(directory.components().get(0));
        if (position != null) {
            String mark = directory.components().get(0);
            found.get(position).add((what + " " + StateText.of(value)).replace(mark, ""));
        }
    }

    private String digest(int position, Set<DirectoryPath> directories) {
        Map<String, Integer> all = new TreeMap<>();
        found.get(position).forEach(text -> all.merge(text, 1, Integer::sum));
        directories.forEach(d -> all.merge("asked " + d, 1, Integer::sum));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
