package dev.plumb.migration;

import java.util.Map;
import liquibase.Scope;

/** How Liquibase is run here: without a word on any stream and without a call home. */
final class Quiet {
    static final Map<String, Object> SCOPE = Map.of(
            Scope.Attr.ui.name(),
            new SilentUi(),
            Scope.Attr.logService.name(),
            new SilentLogService(),
            "liquibase.analytics.enabled",
            false,
            "liquibase.showBanner",
            false);

    private Quiet() {}
}
