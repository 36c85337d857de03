package dev.plumb.runtime.function;

import dev.plumb.plugin.ColumnFunction;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * The classes of one jar. Beside them it sees the JDK and the interface of functions, and nothing of Plumb or of the other jars, so
 * that each may bring the libraries it was built with.
 */
final class PluginClassLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    PluginClassLoader(URL jar) {
        super("plumb-plugin", new URL[] {jar}, new Platform());
    }

    /** The JDK and {@code dev.plumb.plugin}. */
    private static final class Platform extends ClassLoader {
        private static final String API = ColumnFunction.class.getPackageName() + ".";

        static {
            registerAsParallelCapable();
        }

        private Platform() {
            super("plumb-plugin-platform", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            boolean isApi = name.startsWith(API) && name.indexOf('.', API.length()) < 0;
            if (!isApi) {
                throw new ClassNotFoundException(name);
            }
            return Class.forName(name, false, ColumnFunction.class.getClassLoader());
        }
    }
}
