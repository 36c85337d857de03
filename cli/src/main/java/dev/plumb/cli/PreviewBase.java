package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.Tenancy;
import dev.plumb.environment.database.DatabaseUnreachableException;
import dev.plumb.plan.Plan;
import dev.plumb.plan.preview.Preview.EnvironmentPreview;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.runtime.Fleet;
import dev.plumb.runtime.Plumb;
import dev.plumb.runtime.SpecDifference;
import dev.plumb.source.SpecException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a preview compares the files with. */
sealed interface PreviewBase {
    /** @throws UsageException when a word says none */
    static PreviewBase parse(String word) {
        if (word.equals("auto")) {
            return new Auto();
        }
        if (word.equals("live")) {
            return new Live();
        }
        if (word.startsWith(Git.PREFIX) && word.length() > Git.PREFIX.length()) {
            return new Git(Optional.of(word.substring(Git.PREFIX.length())));
        }
        if (word.startsWith(Taken.PREFIX) && word.length() > Taken.PREFIX.length()) {
            return new Taken(Path.of(word.substring(Taken.PREFIX.length())));
        }
        throw new UsageException(
                "--base " + word + " is nothing to compare with",
                "write auto, live, git:REF with a commit or branch, or snapshot:FILE with what plumb snapshot wrote");
    }

    /** For a preview that could not be made. */
    String word();

    /**
     * One preview, or where there are tenants one for each that are alike.
     *
     * @param name of an environment of the project
     */
    List<EnvironmentPreview> previews(Session session, Project project, String name);

    /** The environment's database as it is. */
    record Live() implements PreviewBase {
        private static final String WORD = "live";

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public List<EnvironmentPreview> previews(Session session, Project project, String name) {
            Optional<Tenancy> tenancy = project.tenancy(Optional.of(name));
            if (tenancy.isPresent()) {
                return ofTenants(project, tenancy.get());
            }
            try (Plumb plumb = Plumb.open(project, project.environment(Optional.of(name)))) {
                Plan plan = plumb.plan().plan();
                return List.of(new EnvironmentPreview(
                        PlanDocument.of(plan, plumb.admission().refusals(plan)), WORD));
            }
        }

        private static List<EnvironmentPreview> ofTenants(Project project, Tenancy tenancy) {
            try (Fleet fleet = Fleet.open(project, tenancy)) {
                FleetView view = FleetView.of(fleet.plan());
                String all = Counts.of(view.size(), "tenant");
                if (view.differing().isEmpty()) {
                    return List.of(new EnvironmentPreview(
                            PlanDocument.of(Plan.nothing(view.environment())), WORD + ", " + all));
                }
                return view.differing().stream()
                        .map(g -> new EnvironmentPreview(
                                g.document(),
                                WORD + ", " + g.tenants().size() + " of " + all + " (" + Session.listed(g.tenants())
                                        + ")"))
                        .toList();
            }
        }
    }

    /**
     * The files of a commit.
     *
     * @param ref absent for where the branch has left the main one
     */
    record Git(Optional<String> ref) implements PreviewBase {
        private static final String PREFIX = "git:";

        @Override
        public String word() {
            return "git";
        }

        @Override
        public List<EnvironmentPreview> previews(Session session, Project project, String name) {
            return List.of(preview(session, project, name));
        }

        private EnvironmentPreview preview(Session session, Project project, String name) {
            GitComparison comparison = new GitComparison(session, project);
            String commit = ref.map(comparison::commit)
                    .orElseGet(() -> comparison.baseOfBranch("name a commit, a branch or a tag: --base git:REF"));
            Environment environment = project.environmentOffline(Optional.of(name));
            Plan plan = comparison.plan(commit, Optional.empty(), environment, name);
            return new EnvironmentPreview(
                    PlanDocument.of(plan, SpecDifference.refusals(plan, environment)),
                    "git " + ref.map(r -> r + " ").orElse("merge base ") + comparison.described(commit));
        }
    }

    /**
     * What was written of the environment where its database can be reached.
     *
     * @param path the file, or a folder with one for each environment
     */
    record Taken(Path path) implements PreviewBase {
        private static final String PREFIX = "snapshot:";

        @Override
        public String word() {
            return "snapshot";
        }

        @Override
        public List<EnvironmentPreview> previews(Session session, Project project, String name) {
            Environment environment = project.environmentOffline(Optional.of(name));
            SnapshotComparison comparison = SnapshotComparison.open(session, project, path, name);
            Plan plan = comparison.plan(environment, name);
            return List.of(new EnvironmentPreview(
                    PlanDocument.of(plan, SpecDifference.refusals(plan, environment)), comparison.base()));
        }
    }

    /** The database where it can be reached, else where the branch has left the main one. */
    record Auto() implements PreviewBase {
        @Override
        public String word() {
            return Live.WORD;
        }

        @Override
        public List<EnvironmentPreview> previews(Session session, Project project, String name) {
            try {
                return new Live().previews(session, project, name);
            } catch (DatabaseUnreachableException e) {
                return instead(session, project, name, e, true);
            } catch (SpecException e) {
                return instead(session, project, name, e, isDatabaseUnknown(project, name));
            }
        }

        /** @param possible whether it is the database that is missing, and nothing else */
        private static List<EnvironmentPreview> instead(
                Session session, Project project, String name, RuntimeException failure, boolean possible) {
            if (!possible || new GitComparison(session, project).mergeBase().isEmpty()) {
                throw failure;
            }
            EnvironmentPreview git = new Git(Optional.empty()).preview(session, project, name);
            return List.of(new EnvironmentPreview(
                    git.plan(), git.base() + ", since its database cannot be reached from here"));
        }

        private static boolean isDatabaseUnknown(Project project, String name) {
            try {
                project.environmentOffline(Optional.of(name));
            } catch (SpecException e) {
                return false;
            }
            try {
                project.base(Optional.of(name));
                return false;
            } catch (SpecException e) {
                return true;
            }
        }
    }
}
