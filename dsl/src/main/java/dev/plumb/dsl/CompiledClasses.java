package dev.plumb.dsl;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;

/** Keeps the classes that the compiler makes, with the source that each came from. */
final class CompiledClasses extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<String, ClassObject> classes = new LinkedHashMap<>();
    private final Map<String, String> paths = new LinkedHashMap<>();

    CompiledClasses(StandardJavaFileManager files) {
        super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject source) {
        ClassObject output = new ClassObject(className);
        classes.put(className, output);
        if (source instanceof SourceObject file) {
            paths.put(className, file.path());
        }
        return output;
    }

    /** In the order of the sources. */
    List<String> names() {
        return List.copyOf(classes.keySet());
    }

    /** The source file of each class. */
    Map<String, String> paths() {
        return Map.copyOf(paths);
    }

    ClassLoader loader(ClassLoader parent) {
        return new MemoryClassLoader(Map.copyOf(classes), parent);
    }

    private static final class ClassObject extends SimpleJavaFileObject {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private ClassObject(String className) {
            super(URI.create("memory:///" + className.replace('.', '/') + Kind.CLASS.extension), Kind.CLASS);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    private static final class MemoryClassLoader extends ClassLoader {
        private final Map<String, ClassObject> classes;

        private MemoryClassLoader(Map<String, ClassObject> classes, ClassLoader parent) {
            super(parent);
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            ClassObject found = classes.get(name);
            if (found == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = found.bytes.toByteArray();
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
