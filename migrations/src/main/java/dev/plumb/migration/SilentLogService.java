package dev.plumb.migration;

import java.util.logging.Level;
import liquibase.logging.Logger;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;
import org.jspecify.annotations.Nullable;

/** Drops every line: what matters of a failure is in its exception. */
final class SilentLogService extends AbstractLogService {
    @Override
    public int getPriority() {
        return PRIORITY_NOT_APPLICABLE;
    }

    @Override
    @SuppressWarnings("rawtypes") // the signature is Liquibase's
    public Logger getLog(@Nullable Class clazz) {
        return new SilentLogger();
    }

    private static final class SilentLogger extends AbstractLogger {
        @Override
        public void log(Level level, @Nullable String message, @Nullable Throwable e) {}

        @Override
        public void close() {}
    }
}
