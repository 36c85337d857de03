package dev.plumb.dsl.yaml.edit;

import dev.plumb.dsl.yaml.YamlQuoting;
import dev.plumb.dsl.yaml.edit.YamlFile.Splice;
import dev.plumb.source.SourceNode.Scalar;
import dev.plumb.source.SourceNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Changes a list of texts; the items at both ends that stay as they are are not touched. */
final class ListEdit {
    private final YamlFile file;
    private final Sequence list;
    private final List<Scalar> wanted;
    private final List<Scalar> present;
    private final int kept;
    private final int keptAtEnd;

    ListEdit(YamlFile file, Sequence list, List<Scalar> wanted) {
        this.file = file;
        this.list = list;
        this.wanted = wanted;
        this.present = Nodes.scalars(list);
        int most = Math.min(present.size(), wanted.size());
        int first = 0;
        while (first < most && isSame(present.get(first), wanted.get(first))) {
            first++;
        }
        int last = 0;
        while (last < most - first
                && isSame(present.get(present.size() - 1 - last), wanted.get(wanted.size() - 1 - last))) {
            last++;
        }
        this.kept = first;
        this.keptAtEnd = last;
    }

    private static boolean isSame(Scalar one, Scalar other) {
        return one.value().equals(other.value());
    }

    /** The file with the wanted list, which is not empty. */
    YamlFile done() {
        return YamlFile.isBlock(list) ? lines() : brackets();
    }

    private YamlFile brackets() {
        List<Scalar> added = wanted.subList(kept, wanted.size() - keptAtEnd);
        List<Scalar> removed = present.subList(kept, present.size() - keptAtEnd);
        String items = added.stream().map(NodeText::flow).collect(Collectors.joining(", "));
        if (!removed.isEmpty() && !added.isEmpty()) {
            return file.with(file.start(removed.get(0)), file.end(removed.get(removed.size() - 1)), items);
        }
        if (present.isEmpty()) {
            return file.with(file.start(list), file.end(list), "[" + items + "]");
        }
        if (removed.isEmpty()) {
            return kept == 0
                    ? file.with(file.start(present.get(0)), file.start(present.get(0)), items + ", ")
                    : file.with(file.end(present.get(kept - 1)), file.end(present.get(kept - 1)), ", " + items);
        }
        return kept == 0
                ? file.with(file.start(removed.get(0)), file.start(present.get(removed.size())), "")
                : file.with(file.end(present.get(kept - 1)), file.end(removed.get(removed.size() - 1)), "");
    }

    private YamlFile lines() {
        List<Splice> splices = new ArrayList<>();
        int changed = Math.min(wanted.size(), present.size()) - kept - keptAtEnd;
        for (int i = kept; i < kept + changed; i++) {
            splices.add(new Splice(file.start(present.get(i)), file.end(present.get(i)), item(wanted.get(i))));
        }
        for (int i = kept + changed; i < present.size() - keptAtEnd; i++) {
            int from = file.lineStart(file.start(present.get(i)));
            splices.add(new Splice(from, file.nextLine(file.end(present.get(i))), ""));
        }
        List<Scalar> added = wanted.subList(kept + changed, wanted.size() - keptAtEnd);
        if (!added.isEmpty()) {
            splices.add(adding(added, kept + changed));
        }
        return file.with(splices);
    }

    private Splice adding(List<Scalar> added, int index) {
        int first = file.start(present.get(0));
        String dash = file.text().substring(file.lineStart(first), first);
        if (!dash.strip().equals("-")) {
            throw new CannotEditException("the dash of a list does not begin a line");
        }
        String lines = added.stream().map(n -> dash + item(n)).collect(Collectors.joining(file.lineBreak()));
        int at = index == 0 ? file.lineStart(first) : file.nextLine(file.end(present.get(index - 1)));
        boolean closed = at == 0 || file.text().charAt(at - 1) == '\n';
        return closed ? new Splice(at, at, lines + file.lineBreak()) : new Splice(at, at, file.lineBreak() + lines);
    }

    private static String item(Scalar node) {
        return YamlQuoting.sql(node.value(), false);
    }
}
