package dev.plumb.cli;

import dev.plumb.runtime.FleetApply;

/** Says of each tenant what became of him, as soon as it is known. */
final class FleetProgress implements FleetApply.Listener {
    /** More lines than this nobody reads: then every tenth part is told. */
    private static final int TOLD = 10;

    private final Messages messages;
    private final String what;
    private final int all;
    private int done;

    /** @param what is done to each: {@code applied} */
    FleetProgress(Messages messages, String what, int all) {
        this.messages = messages;
        this.what = what;
        this.all = all;
    }

    @Override
    public void applied(String tenant) {
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
