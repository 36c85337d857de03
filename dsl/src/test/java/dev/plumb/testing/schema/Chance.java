package dev.plumb.testing.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** A seeded source of decisions. */
public final class Chance {
    private final Random random;

    public Chance(long seed) {
        this.random = new Random(seed);
    }

    /** From 0 to the bound, without it. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public long anyLong() {
        return random.nextLong();
    }

    public boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    public boolean coin() {
        return random.nextBoolean();
    }

    public <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    public <T> Optional<T> maybe(int oneIn, Supplier<T> value) {
        return oneIn(oneIn) ? Optional.of(value.get()) : Optional.empty();
    }

    /** A few values, from the least number to the greatest. */
    public <T> List<T> several(int least, int most, Supplier<T> value) {
        int count = least + random.nextInt(most - least + 1);
        List<T> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(value.get());
        }
        return values;
    }

    /** At least one of the choices, each at most once, in their order. */
    public <T> List<T> someOf(List<T> choices) {
        List<T> some = new ArrayList<>(choices.stream().filter(c -> coin()).toList());
        return some.isEmpty() ? List.of(of(choices)) : some;
    }
}
