package dev.plumb.stress;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The part of a row that clients write. */
record Inputs(
        @Nullable String title,
        @Nullable String url,
        @Nullable Integer amount,
        @Nullable Integer divisor,
        int guard) {
    private static final String[] WORDS = {"Blue", "fox", "LAZY", "river", "Stone", "owl", "7th", "Night"};

    /** Among them nulls, and what makes expressions and functions fail. */
    static Inputs random(SplittableRandom random) {
        return new Inputs(title(random), url(random), amount(random), divisor(random), 1 + random.nextInt(9));
    }

    static @Nullable String title(SplittableRandom random) {
        if (random.nextInt(12) == 0) {
            return null;
        }
        StringBuilder title = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            title.append(WORDS[random.nextInt(WORDS.length)]).append(i == 0 ? "" : random.nextInt(3) == 0 ? ", " : " ");
        }
        return title.append(random.nextInt(1000)).toString();
    }

    static @Nullable String url(SplittableRandom random) {
        int n = random.nextInt(500);
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> "/only/a/path/" + n;
            case 2 -> "https://no host " + n + "/";
            case 3 -> "//User@H" + n + ".Example:8080?q";
            default -> "https://h" + n + ".example/a";
        };
    }

    static @Nullable Integer amount(SplittableRandom random) {
        return random.nextInt(12) == 0 ? null : random.nextInt(-1000, 1000);
    }

    static @Nullable Integer divisor(SplittableRandom random) {
        return random.nextInt(12) == 0 ? null : random.nextInt(-3, 10);
    }
}
