package dev.plumb.cli;

import dev.plumb.runtime.FleetApply;
import java.util.Collection;
import java.util.Set;

/** Says of each tenant what became of him, as soon as it is known. */
final class FleetProgress implements FleetApply.Listener {
    /** More lines than this nobody reads: then every tenth part is told. */
    private static final int TOLD = 10;

    private final Messages messages;
    private final String what;
    private final Set<String> tenants;
    private int done;

    /**
     * @param what is done to each: {@code applied}
     * @param tenants of whom it is said; for others something may be noted without a word
     */
    FleetProgress(Messages messages, String what, Collection<String> tenants) {
        this.messages = messages;
        this.what = what;
        this.tenants = Set.copyOf(tenants);
    }

    @Override
    public void applied(String tenant) {
        if (!tenants.contains(tenant)) {
            return;
        }
        int all = tenants.size();
        done++;
        if (all <= TOLD || done == 1 || done == all || done * TOLD / all > (done - 1) * TOLD / all) {
            messages.progress(what + " " + done + " of " + all + ": " + tenant);
        }
    }

    @Override
    public void failed(String tenant, RuntimeException why) {
        done++;
        Failure failure = Failures.explain(why);
        failure.complaints().forEach(c -> messages.error(tenant + ": " + c.what(), c.where(), c.next()));
    }
}
