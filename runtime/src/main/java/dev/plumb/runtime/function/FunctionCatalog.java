package dev.plumb.runtime.function;

import dev.plumb.plugin.ColumnFunction;
import dev.plumb.source.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The functions that a project can use, and what kept others from being found. Owns what it found: they are closed with it, and
 * their class loaders after them.
 */
public final class FunctionCatalog implements AutoCloseable {
    /** The folder of a project whose jars are searched. */
    public static final String FOLDER = "plugins";

    /** Without any function. */
    public static final FunctionCatalog EMPTY = new FunctionCatalog(List.of(), List.of(), List.of(), List.of());

    private final List<LoadedFunction> functions;
    private final List<LoadedFunction> all;
    private final List<Problem> problems;
    private final List<PluginClassLoader> loaders;

    FunctionCatalog(
            List<LoadedFunction> functions,
            List<LoadedFunction> all,
            List<Problem> problems,
            List<PluginClassLoader> loaders) {
        this.functions = List.copyOf(functions);
        this.all = List.copyOf(all);
        this.problems = List.copyOf(problems);
        this.loaders = List.copyOf(loaders);
    }

    /**
     * Finds the functions of a project: those of the class path and those of the jars in its {@code plugins/} folder, if there is one.
     *
     * @param root the project's folder
     */
    public static FunctionCatalog of(Path root) {
        return of(root, FunctionCatalog.class.getClassLoader(), List.of());
    }

    /**
     * The same, with functions that an application passes.
     *
     * @param classPath what stands for the class path
     * @param given closed with the catalog like all others
     */
    public static FunctionCatalog of(Path root, ClassLoader classPath, List<ColumnFunction> given) {
        FunctionSearch search = new FunctionSearch(root);
        search.addGiven(given);
        search.addClassPath(classPath);
        search.addJars();
        return search.catalog();
    }

    /** In the order of their names. A name that several have is not among them: nobody could say which is meant. */
    public List<LoadedFunction> functions() {
        return functions;
    }

    /** What could not be found or loaded, and names that several functions have; each says where and what to do. */
    public List<Problem> problems() {
        return problems;
    }

    public Optional<LoadedFunction> find(String name) {
        return functions.stream()
                .filter(function -> function.description().name().equals(name))
                .findFirst();
    }

    /**
     * Closes every function, then their class loaders, whatever fails on the way.
     *
     * @throws RuntimeException what failed first, with all else that failed
     */
    @Override
    public void close() {
        Failures failures = new Failures();
        all.forEach(function -> function.close().ifPresent(failures::add));
        for (PluginClassLoader loader : loaders) {
            try {
                loader.close();
            } catch (IOException e) {
                failures.add(new UncheckedIOException("a jar of functions could not be closed", e));
            }
        }
        failures.throwIfAny();
    }

    /** The first failure, carrying the others. */
    private static final class Failures {
        private Optional<RuntimeException> first = Optional.empty();

        void add(RuntimeException failure) {
            if (first.isEmpty()) {
                first = Optional.of(failure);
            } else {
                first.get().addSuppressed(failure);
            }
        }

        void throwIfAny() {
            if (first.isPresent()) {
                throw first.get();
            }
        }
    }
}
