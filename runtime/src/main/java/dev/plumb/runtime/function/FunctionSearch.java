package dev.plumb.runtime.function;

import dev.plumb.plugin.ColumnFunction;
import dev.plumb.source.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for functions and keeps what is wrong with those that it cannot load. */
final class FunctionSearch {
    private static final String SERVICE = "META-INF/services/" + ColumnFunction.class.getName();
    private static final String CLASS_PATH = "the class path";
    private static final String APPLICATION = "the application";

    private final Path root;
    private final List<LoadedFunction> found = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<PluginClassLoader> loaders = new ArrayList<>();

    FunctionSearch(Path root) {
        this.root = root;
    }

    void addGiven(List<ColumnFunction> functions) {
        functions.forEach(function -> add(function, APPLICATION));
    }

    void addClassPath(ClassLoader classPath) {
        addServices(classPath, CLASS_PATH, type -> true);
    }

    void addJars() {
        Path folder = root.resolve(FunctionCatalog.FOLDER);
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .forEach(this::addJar);
        } catch (IOException e) {
            problem(
                    FunctionCatalog.FOLDER + "/ cannot be read: " + e.getMessage(),
                    "make it a folder that can be read");
        }
    }

    private void addJar(Path jar) {
        String origin = FunctionCatalog.FOLDER + "/" + jar.getFileName();
        try (JarFile file = new JarFile(jar.toFile())) {
            if (file.getEntry(SERVICE) == null) {
                problem(
                        origin + " declares no function: it has no " + SERVICE,
                        "name the function's class in that file of the jar, or take the jar out of "
                                + FunctionCatalog.FOLDER + "/");
                return;
            }
        } catch (IOException e) {
            problem(origin + " is not a jar that can be read: " + e.getMessage(), "copy it there again, complete");
            return;
        }
        try {
            PluginClassLoader loader = new PluginClassLoader(jar.toUri().toURL());
            loaders.add(loader);
            addServices(loader, origin, type -> type.getClassLoader() == loader);
        } catch (IOException e) {
            problem(origin + " cannot be named as a URL: " + e.getMessage(), "give it another name");
        }
    }

    private void addServices(ClassLoader loader, String origin, Predicate<Class<?>> isOwn) {
        Iterator<ServiceLoader.Provider<ColumnFunction>> providers =
                ServiceLoader.load(ColumnFunction.class, loader).stream().iterator();
        while (hasNext(providers, origin)) {
            try {
                ServiceLoader.Provider<ColumnFunction> provider = providers.next();
                if (isOwn.test(provider.type())) {
                    add(provider.get(), origin);
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                problemOfClass(origin, e);
            }
        }
    }

    /** False at the end, or when what is left cannot be told: a line of the service file that nobody can read. */
    private boolean hasNext(Iterator<ServiceLoader.Provider<ColumnFunction>> providers, String origin) {
        try {
            return providers.hasNext();
        } catch (ServiceConfigurationError | LinkageError e) {
            problemOfClass(origin, e);
            return hasNext(providers, origin);
        }
    }

    private void add(ColumnFunction function, String origin) {
        try {
            found.add(new LoadedFunction(function, FunctionDescription.of(function), origin));
        } catch (RuntimeException | LinkageError e) {
            problem(
                    "the function " + function.getClass().getName() + " of " + origin + " cannot be used: "
                            + Objects.requireNonNullElse(e.getMessage(), e.toString()),
                    "correct the function");
        }
    }

    private void problemOfClass(String origin, Throwable e) {
        String reason =
                String.valueOf(e.getMessage()).replaceFirst("^\\Q" + ColumnFunction.class.getName() + "\\E: ", "");
        Optional<Throwable> cause = Optional.ofNullable(e.getCause());
        problem(
                "a function of " + origin + " cannot be loaded: " + reason
                        + cause.map(c -> ": " + c).orElse(""),
                "build the jar with all the classes it needs and for this version of Plumb and of Java");
    }

    private void problem(String message, String remedy) {
        problems.add(new Problem(Optional.empty(), message, Optional.of(remedy)));
    }

    FunctionCatalog catalog() {
        Map<String, List<LoadedFunction>> byName = found.stream()
                .collect(Collectors.groupingBy(f -> f.description().name(), TreeMap::new, Collectors.toList()));
        List<LoadedFunction> usable = new ArrayList<>();
        byName.forEach((name, functions) -> {
            if (functions.size() == 1) {
                usable.add(functions.get(0));
            } else {
                String origins = functions.stream().map(LoadedFunction::origin).collect(Collectors.joining(", "));
                problem(
                        "the function " + name + " is there " + functions.size() + " times: in " + origins,
                        "keep one of them, or give it another name");
            }
        });
        return new FunctionCatalog(usable, found, problems, loaders);
    }
}
