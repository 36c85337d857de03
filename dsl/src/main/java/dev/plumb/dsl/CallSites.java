package dev.plumb.dsl;

import dev.plumb.source.SourceLocation;
import java.util.Map;

/** Finds the line of a definition that calls a builder, or that an exception came from. */
final class CallSites {
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final Map<String, String> paths;

    /** @param paths the source file by the name of each class compiled from it; other classes get their package as folder */
    CallSites(Map<String, String> paths) {
        this.paths = Map.copyOf(paths);
    }

    /** The innermost caller that is not a builder itself. */
    SourceLocation here() {
        return WALKER.walk(frames -> frames.filter(f -> !isOurs(f.getDeclaringClass()))
                .findFirst()
                .map(f -> location(f.toStackTraceElement()))
                .orElseThrow());
    }

    SourceLocation location(StackTraceElement frame) {
        String className = frame.getClassName();
        String folder = className.substring(0, className.lastIndexOf('.') + 1).replace('.', '/');
        String simpleName = className.substring(folder.length()).replaceFirst("\\$.*", "");
        String file = frame.getFileName() == null ? simpleName + ".java" : frame.getFileName();
        return new SourceLocation(paths.getOrDefault(className, folder + file), Math.max(1, frame.getLineNumber()), 1);
    }

    /** True for a class that was compiled from one of the sources. */
    boolean isSource(String className) {
        return paths.containsKey(className);
    }

    private static boolean isOurs(Class<?> type) {
        return Builder.class.isAssignableFrom(type) || type == Recording.class || type == CallSites.class;
    }
}
