package dev.plumb.plan.planning;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.CatalogState.TableFacts;
import dev.plumb.plan.Change;
import dev.plumb.plan.DataMigration;
import dev.plumb.plan.Effects;
import dev.plumb.plan.Effects.Effect;
import dev.plumb.plan.Fill;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Step;
import dev.plumb.schema.Address;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Digests of plans in a normal form: logical names, and every table taken to have rows. */
final class EffectDigests {
    /** Of the values of variables in a call, see the definitions of calls: they are the environment's own. */
    private static final Pattern VALUES = Pattern.compile(",?\"digest\":\"[0-9a-f]{24}\"");

    private EffectDigests() {}

    /** The state as it is planned for wherever rows are: how a statement runs is no effect of it. */
    static CatalogState withRows(CatalogState live) {
        Map<Address, TableFacts> tables = new HashMap<>();
        live.tables().keySet().forEach(t -> tables.put(t, new TableFacts(-1, 1)));
        return new CatalogState(
                live.schema(),
                live.dependencies(),
                tables,
                live.outputColumns(),
                live.attachments(),
                live.computed(),
                live.uncovered(),
                live.knownNames(),
                live.serverVersion(),
                live.fingerprint());
    }

    /** @param normal in logical names, made for a state {@linkplain #withRows with rows} */
    static Effects of(Plan normal) {
        if (normal.changes().isEmpty()) {
            return Effects.NONE;
        }
        Map<Address, List<String>> statements = new HashMap<>();
        MessageDigest all = sha256();
        for (Step step : normal.steps()) {
            String statement = statement(step);
            step.addresses().forEach(a -> statements
                    .computeIfAbsent(a, x -> new ArrayList<>())
                    .add(statement));
            add(all, statement);
        }
        List<Effect> each = new ArrayList<>();
        for (Change change : normal.changes()) {
            Effect effect = new Effect(
                    change.address(),
                    change.action(),
                    digest(change, statements.getOrDefault(change.address(), List.of())));
            each.add(effect);
            add(all, effect.digest());
        }
        return new Effects(hex(all), each);
    }

    /** The effects with what is done to rows. */
    static Effects with(Effects effects, List<DataMigration> data) {
        MessageDigest all = sha256();
        add(all, effects.digest());
        for (DataMigration migration : data) {
            add(all, migration.file());
            add(all, migration.digest());
        }
        return new Effects(hex(all), effects.each());
    }

    private static String digest(Change change, List<String> statements) {
        MessageDigest digest = sha256();
        add(digest, change.address().kind().label());
        add(digest, change.address().toString());
        add(digest, change.action().name());
        add(digest, change.safety().name());
        add(digest, change.formerAddress().map(Address::toString).orElse(""));
        change.details().forEach(d -> add(digest, withoutValues(d)));
        statements.forEach(s -> add(digest, s));
        return hex(digest);
    }

    private static String statement(Step step) {
        return step.mode() + " " + step.fill().map(EffectDigests::filling).orElseGet(() -> withoutValues(step.sql()));
    }

    private static String filling(Fill fill) {
        return fill.table() + " " + String.join(", ", fill.columns());
    }

    private static String withoutValues(String text) {
        return VALUES.matcher(text).replaceAll("");
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
