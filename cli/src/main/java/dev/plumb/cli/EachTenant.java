package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.Tenancy;
import dev.plumb.environment.database.DatabaseUnreachableException;
import dev.plumb.runtime.TenantNames;
import dev.plumb.runtime.failure.PlumbException;
import dev.plumb.source.SpecException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What is about one namespace, for each tenant of an environment or each of those that {@code --tenant} names, one after the other.
 *
 * @param asText whether the results can stand below each other; where they cannot, one tenant has to be chosen
 */
record EachTenant(Session session, Project project, EnvironmentOption environment, boolean asText) {
    /** What is done for one namespace. */
    @FunctionalInterface
    interface Work {
        ExitCode on(Environment target) throws InterruptedException;
    }

    /** A command's own exit code, or the first one that is not 0. What fails for one tenant is said, and the others come all the same. */
    ExitCode call(Work work) throws InterruptedException {
        Optional<Tenancy> tenancy =
                asText && project.chosenTenants().size() != 1 ? project.tenancy(environment.name()) : Optional.empty();
        return tenancy.isPresent()
                ? each(tenancy.get(), TenantNames.chosen(project, tenancy.get()).iterator(), work)
                : work.on(environment.of(project));
    }

    private ExitCode each(Tenancy tenancy, Iterator<String> tenants, Work work) throws InterruptedException {
        ExitCode code = ExitCode.OK;
        boolean first = true;
        while (tenants.hasNext() && !session.surroundings().interruption().isRequested()) {
            String tenant = tenants.next();
            session.surroundings().out().println((first ? "" : "\n") + "tenant " + tenant);
            first = false;
            ExitCode its = one(tenant, () -> work.on(project.environment(tenancy, tenant)));
            code = code == ExitCode.OK ? its : code;
        }
        return tenants.hasNext() && code == ExitCode.OK ? ExitCode.PARTIAL : code;
    }

    private ExitCode one(String tenant, Interruption.Work<ExitCode, InterruptedException> work)
            throws InterruptedException {
        try {
            return work.run();
        } catch (PlumbException | SpecException | DatabaseUnreachableException e) {
            Failure failure = Failures.explain(e);
            List<Failure.Complaint> complaints = failure.complaints();
            complaints.forEach(c -> session.messages().error(tenant + ": " + c.what(), c.where(), c.next()));
            return failure.exitCode();
        }
    }
}
