package dev.plumb.dsl;

import dev.plumb.source.SourceFile;
import java.net.URI;
import java.net.URISyntaxException;
import javax.tools.SimpleJavaFileObject;

/** A source file in memory, as the compiler wants it. */
final class SourceObject extends SimpleJavaFileObject {
    private final SourceFile file;

    SourceObject(SourceFile file) {
        super(uri(file.path()), Kind.SOURCE);
        this.file = file;
    }

    String path() {
        return file.path();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return file.text();
    }

    private static URI uri(String path) {
        try {
            return new URI("memory", null, "/" + path, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a path: " + path, e);
        }
    }
}
