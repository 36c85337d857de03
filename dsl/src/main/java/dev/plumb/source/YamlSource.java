package dev.plumb.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Parses YAML into nodes that know where they stand. Nothing is constructed from a tag. */
public final class YamlSource {
    private static final int MAX_CODE_POINTS = 32 * 1024 * 1024;
    private static final int MAX_DEPTH = 50;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private YamlSource() {}

    /**
     * Parses every document of a file.
     *
     * @param file the name in every location
     * @param problems receives what is not well-formed, duplicate keys, cycles, tags and merge keys
     * @return the documents that could be read, in order; empty for an empty file
     */
    public static List<YamlNode> parse(String file, String text, Problems problems) {
        String body = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        SourceText source = new SourceText(file, body);
        if (body.length() > MAX_CODE_POINTS) {
            problems.report(source.location(0, 0), "the file is larger than 32 MiB", "split it into several files");
            return List.of();
        }
        YamlNodes nodes = new YamlNodes(source, problems);
        List<YamlNode> documents = new ArrayList<>();
        try {
            Composer composer = composer(body);
            while (composer.checkNode()) {
                Node node = composer.getNode();
                nodes.convert(node).filter(n -> !n.isNothing()).ifPresent(documents::add);
            }
        } catch (YAMLException e) {
            problems.add(YamlSyntax.explain(source, body, e));
        }
        return documents;
    }

    /**
     * The documents of a text with the characters that each part of them is written with.
     *
     * @param text well-formed, without a byte order mark
     * @throws IllegalArgumentException when it is not, or holds what no spec can
     */
    public static List<SourceNode> compose(String text) {
        List<SourceNode> documents = new ArrayList<>();
        try {
            Composer composer = composer(text);
            while (composer.checkNode()) {
                documents.add(new SourceNodes(text).convert(composer.getNode(), 0));
            }
        } catch (YAMLException e) {
            throw new IllegalArgumentException("not well-formed", e);
        }
        return documents;
    }

    /** Parses the bytes of a file, which must be UTF-8. */
    public static List<YamlNode> parse(String file, byte[] bytes, Problems problems) {
        return decode(file, bytes, problems)
                .map(text -> parse(file, text, problems))
                .orElse(List.of());
    }

    /** The bytes as text; bytes that are not UTF-8 are a problem at their place. */
    public static Optional<String> decode(String file, byte[] bytes, Problems problems) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(in).toString());
        } catch (CharacterCodingException e) {
            String before = StandardCharsets.UTF_8
                    .decode(ByteBuffer.wrap(bytes, 0, in.position()))
                    .toString();
            String line = before.substring(before.lastIndexOf('\n') + 1);
            problems.report(
                    new SourceLocation(
                            file,
                            1 + (int) before.chars().filter(c -> c == '\n').count(),
                            1 + line.codePointCount(0, line.length())),
                    String.format("the byte 0x%02x is not UTF-8", bytes[in.position()]),
                    "save the file as UTF-8");
            return Optional.empty();
        }
    }

    private static Composer composer(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CODE_POINTS);
        options.setNestingDepthLimit(MAX_DEPTH);
        // YamlNodes counts what aliases expand to, which is what a bomb is made of.
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        return new Composer(new ParserImpl(new StreamReader(text), options), new TextResolver(), options);
    }

    /** Every untagged scalar is a text: what it means is for the reader of the key to say. */
    private static final class TextResolver extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // None: they are what turns the name `no` into false.
        }
    }
}
