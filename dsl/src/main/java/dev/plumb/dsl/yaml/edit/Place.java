package dev.plumb.dsl.yaml.edit;

import dev.plumb.source.SourceNode;
import dev.plumb.source.SourceNode.Entry;
import dev.plumb.source.SourceNode.Mapping;
import dev.plumb.source.SourceNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where something stands in a file, by keys, so that it can be found again after the text around it has changed.
 *
 * @param document counted from 0
 * @param steps keys of maps and numbers of items
 */
record Place(int document, List<Step> steps) {
    Place {
        steps = List.copyOf(steps);
    }

    /** One step down. */
    sealed interface Step {
        /** Empty when there is nothing. */
        Optional<SourceNode> from(SourceNode node);
    }

    /** Into a map. */
    record Key(String key) implements Step {
        @Override
        public Optional<SourceNode> from(SourceNode node) {
            return node instanceof Mapping mapping ? entry(mapping, key).map(Entry::value) : Optional.empty();
        }
    }

    /** Into a list. */
    record Item(int index) implements Step {
        @Override
        public Optional<SourceNode> from(SourceNode node) {
            return node instanceof Sequence sequence && index < sequence.items().size()
                    ? Optional.of(sequence.items().get(index))
                    : Optional.empty();
        }
    }

    static Place root(int document) {
        return new Place(document, List.of());
    }

    Place key(String key) {
        return then(new Key(key));
    }

    private Place then(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new Place(document, longer);
    }

    Place parent() {
        return new Place(document, steps.subList(0, steps.size() - 1));
    }

    Step last() {
        return steps.get(steps.size() - 1);
    }

    /** The key that the last step is; empty for an item and for a document. */
    Optional<String> lastKey() {
        return !steps.isEmpty() && last() instanceof Key key ? Optional.of(key.key()) : Optional.empty();
    }

    /** The node there, as far as it can be edited where it stands; empty when there is none. */
    Optional<SourceNode> in(YamlFile file) {
        if (document >= file.documents().size()) {
            return Optional.empty();
        }
        SourceNode node = file.documents().get(document);
        for (Step step : steps) {
            refuseShared(node);
            Optional<SourceNode> next = step.from(node);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            if (next.get().span().start() < node.span().start()) {
                throw new CannotEditException("an alias (*) stands for it, whose text is elsewhere");
            }
            node = next.get();
        }
        refuseShared(node);
        return Optional.of(node);
    }

    private static void refuseShared(SourceNode node) {
        node.span().anchor().ifPresent(name -> {
            throw new CannotEditException("it stands below an anchor (&" + name + "), so that aliases may mean it too");
        });
    }

    static Optional<Entry> entry(Mapping mapping, String key) {
        return mapping.entry(key);
    }

    /** The place whose key, or which itself when it is an item, begins there; the outermost one. */
    static Optional<Place> at(YamlFile file, int line, int column) {
        for (int i = 0; i < file.documents().size(); i++) {
            Optional<Place> found = root(i).find(file.documents().get(i), line - 1, column - 1, 0);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Place> find(SourceNode node, int line, int column, int depth) {
        if (depth > 50) {
            return Optional.empty();
        }
        if (node instanceof Mapping mapping) {
            for (Entry entry : mapping.entries()) {
                Place place = key(entry.key().value());
                Optional<Place> found = stands(entry.key(), line, column)
                        ? Optional.of(place)
                        : place.find(entry.value(), line, column, depth + 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        if (node instanceof Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                SourceNode item = sequence.items().get(i);
                Place place = then(new Item(i));
                Optional<Place> found =
                        stands(item, line, column) ? Optional.of(place) : place.find(item, line, column, depth + 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean stands(SourceNode node, int line, int column) {
        return node.span().line() == line && node.span().column() == column;
    }
}
