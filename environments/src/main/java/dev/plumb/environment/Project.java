package dev.plumb.environment;

import dev.plumb.source.Problem;
import dev.plumb.source.Problems;
import dev.plumb.source.SpecException;
import dev.plumb.source.Suggestions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** A folder with a {@code plumb.yaml}. */
public final class Project {
    /** The file that makes a folder a project. */
    public static final String FILE = "plumb.yaml";

    /** Names the environment where the command line does not; never a protected one. */
    public static final String ENVIRONMENT_VARIABLE = "PLUMB_ENV";

    /** What of the process environment configures Plumb. */
    static final Set<String> PROCESS_VARIABLES = Set.of(ENVIRONMENT_VARIABLE);

    private final Path root;
    private final ProjectFile file;
    private final VariableLayers layers;
    private final String user;
    private final List<String> tenants;
    private final Optional<SpecFile> model;

    private Project(
            Path root,
            ProjectFile file,
            VariableLayers layers,
            String user,
            List<String> tenants,
            Optional<SpecFile> model) {
        this.root = root;
        this.file = file;
        this.layers = layers;
        this.user = user;
        this.tenants = List.copyOf(tenants);
        this.model = model;
    }

    /**
     * Reads {@code plumb.yaml} and {@code .env}.
     *
     * @param root the folder
     * @param processEnvironment the variables of the process, which go before those of {@code .env}
     * @throws SpecException with everything that is wrong
     */
    public static Project open(Path root, Map<String, String> processEnvironment) {
        return open(root, processEnvironment, Map.of());
    }

    /**
     * The same with variables from the command line, which go before those of the process.
     *
     * @throws SpecException with everything that is wrong
     */
    public static Project open(Path root, Map<String, String> processEnvironment, Map<String, String> commandLine) {
        Path folder = root.toAbsolutePath().normalize();
        Problems problems = new Problems();
        Optional<ProjectFile> file = ProjectFile.read(folder, problems);
        VariableLayers layers = VariableLayers.read(folder, commandLine, processEnvironment, problems);
        file.ifPresent(f -> layers.checkNames(f.variables().keySet(), problems));
        problems.throwIfAny();
        return new Project(
                folder, file.orElseThrow(), layers, UserName.of(processEnvironment), List.of(), Optional.empty());
    }

    /** The folder, absolute. */
    public Path root() {
        return root;
    }

    /** As {@code plumb.yaml} says, else the folder's name. */
    public String name() {
        return file.name();
    }

    /** Schemas outside of Plumb that specs may refer to. */
    public List<String> external() {
        return file.external();
    }

    /** What is not copied as it is, in the order of {@code plumb.yaml}. */
    public List<MaskRule> masks() {
        return file.masks();
    }

    /** In the order of {@code plumb.yaml}. */
    public List<String> environmentNames() {
        return List.copyOf(file.environments().keySet());
    }

    /**
     * How careful one is in an environment, also in one whose variables are not set here.
     *
     * @throws SpecException if there is no such environment
     */
    public Rules rules(String name) {
        return named(name).rules();
    }

    /** The process environment over {@code .env}; what an environment's variables are, the {@link Environment} says. */
    public Map<String, String> processVariables() {
        return layers.ofProcess();
    }

    /** The same project, and tenants that somebody chose. */
    public Project choosing(List<String> chosen) {
        return new Project(root, file, layers, user, chosen, model);
    }

    /**
     * The same environments with the spec and the data migrations of a file that they were compiled into.
     *
     * @param name of the file, for messages
     */
    public Project reading(String name, Path compiled) {
        return new Project(root, file, layers, user, tenants, Optional.of(new SpecFile(name, compiled)));
    }

    /** The file that all is read from in place of the project's own. */
    public Optional<SpecFile> compiled() {
        return model;
    }

    /** The tenants that somebody chose, in the order of the choice. */
    public List<String> chosenTenants() {
        return tenants;
    }

    /**
     * An environment with its variables filled in; where there are tenants, that of the chosen one. Whether there is such a sandbox,
     * only the database knows.
     *
     * @param name {@code dev}, or {@code dev/ann} for a sandbox; absent for the only one that there is
     * @throws SpecException if there is none, or no choice can be made, or a variable is not set
     */
    public Environment environment(Optional<String> name) {
        Optional<SandboxName> sandbox = sandbox(name);
        if (sandbox.isPresent()) {
            refuseTenants("'" + sandbox.get() + "' is a sandbox, with one namespace");
            return base(name);
        }
        EnvironmentEntry entry = entry(name);
        Optional<Tenancy> tenancy = tenancy(Optional.of(entry.name()));
        if (tenancy.isEmpty()) {
            refuseTenants("environment '" + entry.name() + "' has no tenants");
        }
        return environment(entry, tenancy.map(t -> t.one(tenants)));
    }

    private void refuseTenants(String why) {
        if (!tenants.isEmpty()) {
            throw problem(
                    why + ", and --tenant names " + String.join(", ", tenants),
                    "leave --tenant out, or choose another environment");
        }
    }

    /**
     * An environment for plans that are made elsewhere: its namespace, variables and rules, and an embedded server in place of its
     * database, of which nothing need be known; whoever its tenants are.
     *
     * @throws SpecException as {@link #base(Optional)}, but for variables that only the database's URL names
     */
    public Environment environmentOffline(Optional<String> name) {
        Optional<SandboxName> sandbox = sandbox(name);
        if (sandbox.isPresent()) {
            return environmentOffline(Optional.of(sandbox.get().base())).sandbox(sandbox.get());
        }
        EnvironmentEntry entry = entry(name);
        Optional<String> anybody = entry.tenants().map(t -> entry.name());
        return filled(entry, (values, problems) -> entry.resolveOffline(values, anybody, problems))
                .withoutTenant();
    }

    /** The environment of a tenant, who is not looked for in its list. */
    public Environment environment(Tenancy tenancy, String tenant) {
        return environment(named(tenancy.environment()), Optional.of(tenant));
    }

    /**
     * An environment whoever its tenants are, for what is beside it or the same for all of them. Where there are tenants, its
     * namespace is none of theirs: its own name stands in the place of a tenant's.
     *
     * @param name absent for the only one that there is
     * @throws SpecException if there is none, or a variable is not set
     */
    public Environment base(Optional<String> name) {
        Optional<SandboxName> sandbox = sandbox(name);
        if (sandbox.isPresent()) {
            return base(Optional.of(sandbox.get().base())).sandbox(sandbox.get());
        }
        EnvironmentEntry entry = entry(name);
        return environment(entry, entry.tenants().map(t -> entry.name())).withoutTenant();
    }

    private Environment environment(EnvironmentEntry entry, Optional<String> tenant) {
        return filled(entry, (values, problems) -> entry.resolve(values, tenant, problems));
    }

    /**
     * Whom an environment serves; empty when it has no tenants. A sandbox is one person's.
     *
     * @throws SpecException as {@link #environment(Optional)}
     */
    public Optional<Tenancy> tenancy(Optional<String> name) {
        if (sandbox(name).isPresent()) {
            return Optional.empty();
        }
        EnvironmentEntry entry = entry(name);
        Problems problems = new Problems();
        Optional<Tenancy> tenancy = entry.tenants().map(t -> t.resolve(entry.name(), root, problems));
        problems.throwIfAny();
        return tenancy;
    }

    /**
     * An environment as far as its database goes.
     *
     * @throws SpecException as {@link #environment(Optional)}
     */
    public Site site(Optional<String> name) {
        Optional<SandboxName> sandbox = sandbox(name);
        if (sandbox.isPresent()) {
            return new Site(
                    sandbox.get().toString(),
                    site(Optional.of(sandbox.get().base())).target());
        }
        EnvironmentEntry entry = entry(name);
        return filled(entry, entry::site);
    }

    private Optional<SandboxName> sandbox(Optional<String> name) {
        return name.or(this::fromProcess).flatMap(SandboxName::in);
    }

    private EnvironmentEntry entry(Optional<String> name) {
        return name.isPresent() ? named(name.get()) : chosen();
    }

    private <T> T filled(EnvironmentEntry entry, BiFunction<Variables, Problems, Optional<T>> filling) {
        Problems problems = new Problems();
        Variables variables = Variables.of(entry, file.variables(), layers, user, problems);
        Optional<T> filled = filling.apply(variables, problems);
        problems.throwIfAny();
        return filled.orElseThrow();
    }

    private EnvironmentEntry named(String name) {
        return Optional.ofNullable(file.environments().get(name))
                .orElseThrow(() -> problem(
                        FILE + " has no environment '" + name + "'",
                        Suggestions.nearest(name, file.environments().keySet())
                                .map(nearest -> "did you mean '" + nearest + "'?")
                                .orElseGet(() -> file.environments().isEmpty()
                                        ? "add it under 'environments:'"
                                        : "there are " + listed())));
    }

    private EnvironmentEntry chosen() {
        Optional<EnvironmentEntry> entry = fromProcess().map(this::named);
        entry.filter(e -> e.rules().isProtected()).ifPresent(e -> {
            // A variable that was set long ago is easily forgotten.
            throw problem(
                    ENVIRONMENT_VARIABLE + " chooses '" + e.name() + "', which is protected",
                    "choose it by name: -e " + e.name());
        });
        return entry.orElseGet(this::only);
    }

    private Optional<String> fromProcess() {
        return Optional.ofNullable(processVariables().get(ENVIRONMENT_VARIABLE)).filter(n -> !n.isEmpty());
    }

    private EnvironmentEntry only() {
        if (file.environments().isEmpty()) {
            throw problem(FILE + " has no environments", "add one: environments: {dev: {database: embedded}}");
        }
        if (file.environments().size() > 1) {
            throw problem(FILE + " has several environments and none was chosen", "choose with -e: " + listed());
        }
        return file.environments().values().iterator().next();
    }

    private String listed() {
        return String.join(", ", file.environments().keySet());
    }

    private static SpecException problem(String message, String remedy) {
        return new SpecException(List.of(new Problem(Optional.empty(), message, Optional.of(remedy))));
    }

    /**
     * The files of the spec, sorted by path.
     *
     * @throws SpecException if there are none, or some cannot be read
     */
    public List<SpecFile> specFiles() {
        return model.map(List::of).orElseGet(() -> new SpecFolder(root).files());
    }

    /**
     * The data migrations, {@code migrations/data/*.sql}, in the order of their names.
     *
     * @throws SpecException if some cannot be read
     */
    public List<SpecFile> dataFiles() {
        return model.isPresent() ? List.of() : new DataFolder(root).files();
    }

    /**
     * A hash of all that the spec is read from: paths and bytes of its files and of the data
     * migrations, and the schemas it may refer to.
     *
     * @param salt what else decides how the files are understood, such as Plumb's version
     * @return SHA-256 in hexadecimal
     */
    public String specHash(String salt) {
        List<SpecFile> files = new ArrayList<>(specFiles());
        files.addAll(dataFiles());
        return SpecHash.of(salt, external(), files);
    }

    @Override
    public String toString() {
        return name() + " in " + root;
    }
}
