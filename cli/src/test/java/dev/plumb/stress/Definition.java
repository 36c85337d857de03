package dev.plumb.stress;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The computed columns of the table as they are declared one after the other, each with its meaning said a second time, in Java. */
enum Definition {
    NONE(""),
    FIRST("""
                computed:
                  total: {type: bigint, sql: "amount::bigint * 3 + coalesce(divisor, 0)"}
                  guarded: {type: integer, sql: 1000 / guard}
                  ratio: {type: integer, sql: amount / divisor, on_error: ignore}
                  quota: {type: integer, sql: 100 / divisor, on_error: ignore}
                  host: {type: text, function: url.host, args: {url: url}, on_error: ignore}
                  host_length: {type: integer, sql: length(host), on_error: ignore}
                  slug: {type: text, function: text.slug, args: {text: title}, on_error: ignore}
                  mix: {type: text, function: stress.mix, args: {number: ratio, text: slug}, on_error: ignore}
            """),
    REPLACED("""
                computed:
                  total: {type: bigint, sql: "amount::bigint * 3 + coalesce(divisor, 0)"}
                  guarded: {type: integer, sql: 1000 / guard}
                  ratio: {type: integer, sql: amount * 2 / (divisor - 5), on_error: ignore}
                  quota: {type: integer, sql: "100 / nullif(divisor, 0)", on_error: ignore}
                  host: {type: text, function: url.host, args: {url: url}, on_error: ignore}
                  host_length: {type: integer, sql: length(host) + 1, on_error: ignore}
                  slug: {type: text, function: text.sha256, args: {text: title}, on_error: ignore}
                  mix: {type: text, function: stress.mix, args: {number: ratio, text: slug}, on_error: ignore}
            """);

    private final String yaml;

    Definition(String yaml) {
        this.yaml = yaml;
    }

    /** As it stands in the table's spec. */
    String yaml() {
        return yaml;
    }

    /** What the cells of a row have to be. */
    Map<String, CellState> cells(Inputs row) {
        Map<String, CellState> cells = new LinkedHashMap<>();
        if (this == NONE) {
            return cells;
        }
        cells.put("total", total(row.amount(), row.divisor()));
        cells.put("guarded", CellState.of(1000 / row.guard()));
        CellState ratio = this == FIRST
                ? quotient(row.amount(), row.divisor())
                : quotient(twice(row.amount()), less(row.divisor()));
        cells.put("ratio", ratio);
        CellState quota = quotient(100, row.divisor());
        // No error at all any more: those of before have to go.
        cells.put("quota", this == REPLACED && quota.isFailed() ? CellState.NULL : quota);
        CellState host = host(row.url());
        cells.put("host", host);
        cells.put("host_length", hostLength(host, this == FIRST ? 0 : 1));
        CellState slug = CellState.of(Optional.ofNullable(row.title())
                .map(this == FIRST ? Definition::slug : Definition::sha256)
                .orElse(null));
        cells.put("slug", slug);
        cells.put("mix", mix(ratio, slug));
        return cells;
    }

    private static CellState total(@Nullable Integer amount, @Nullable Integer divisor) {
        return amount == null ? CellState.NULL : CellState.of(amount * 3L + (divisor == null ? 0 : divisor));
    }

    private static @Nullable Integer twice(@Nullable Integer amount) {
        return amount == null ? null : amount * 2;
    }

    private static @Nullable Integer less(@Nullable Integer divisor) {
        return divisor == null ? null : divisor - 5;
    }

    private static CellState quotient(@Nullable Integer dividend, @Nullable Integer divisor) {
        if (dividend == null || divisor == null) {
            return CellState.NULL;
        }
        return divisor == 0 ? CellState.failed("22012") : CellState.of(dividend / divisor);
    }

    private static CellState host(@Nullable String url) {
        if (url == null || !url.contains("//")) {
            return CellState.NULL;
        }
        if (url.contains(" ")) {
            return CellState.failed("invalid_url");
        }
        String rest = url.substring(url.indexOf("//") + 2);
        return CellState.of(rest.substring(rest.indexOf('@') + 1)
                .replaceFirst("[:/?].*", "")
                .toLowerCase(Locale.ROOT));
    }

    private static CellState hostLength(CellState host, int more) {
        if (host.isFailed()) {
            return CellState.INPUT_FAILED;
        }
        String value = host.value();
        return value == null ? CellState.NULL : CellState.of(value.length() + more);
    }

    private static String slug(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static String sha256(String title) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(title.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static CellState mix(CellState ratio, CellState slug) {
        if (ratio.isFailed() || slug.isFailed()) {
            return CellState.INPUT_FAILED;
        }
        String number = ratio.value();
        String text = slug.value();
        if (number == null || text == null) {
            return CellState.NULL;
        }
        boolean unlucky = Math.floorMod(Integer.parseInt(number), 7) == 3;
        return unlucky ? CellState.failed("unlucky") : CellState.of(text + "#" + number);
    }
}
