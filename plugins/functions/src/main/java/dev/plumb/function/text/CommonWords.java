package dev.plumb.function.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The words that make up a third of any prose, and the languages they belong to. */
final class CommonWords {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");

    /** Of languages that share a script: articles, pronouns, prepositions, conjunctions, auxiliaries. */
    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry(
                    "en",
                    "the of and to in is was that for it with as his on be at by had not are but from or have an they"
                            + " which you were her she this their been has would there what will can if who we my all about"),
            Map.entry(
                    "de",
                    "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus"
                            + " er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder"
                            + " aber vor zur bis mehr durch man ich wir"),
            Map.entry(
                    "fr",
                    "le la les de des du un une et à en que qui est dans pour pas sur au par plus avec ne se ce il sont aux"
                            + " elle nous vous ils cette être ont mais comme ou leur sa ses son été fait était je même tout"),
            Map.entry(
                    "es",
                    "el la los las de que y en un una por con no para su al lo como más del se es fue pero sus le ha me sin"
                            + " sobre este ya entre cuando todo esta ser son dos también muy hasta desde está nos porque yo"),
            Map.entry(
                    "it",
                    "il lo la i gli le di che e un una in per con non del della dei delle si da al alla è sono come più ma nel"
                            + " nella ha anche dal dalla questo questa era suo sua essere loro ci ho quando sul tra mi quello"),
            Map.entry(
                    "pt",
                    "o a os as de que e em um uma para com não do da dos das no na nos nas por mais se ao foi como mas sua seu"
                            + " ou ser quando muito há está também pelo pela até isso ela entre era depois sem mesmo são tem eu"),
            Map.entry(
                    "nl",
                    "de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij nog uit door naar heeft"
                            + " hij ze worden deze was wordt tot over je ik ze hun geen meer kan had hebben zou we wat zich"),
            Map.entry(
                    "sv",
                    "och i att det som en på är av för den till med har de inte om ett var jag från han men så vi kan när"
                            + " eller efter hon sig nu ut skulle också ska bara mycket detta"),
            Map.entry(
                    "da",
                    "og i at det som en på er af for den til med har de ikke om et var jeg fra han men så vi kan når eller"
                            + " efter hun sig nu ud skulle også skal blev være noget meget dette"),
            Map.entry(
                    "pl",
                    "i w na z do się nie to jest że o jak za od po ale przez który dla czy tak przy ma już tylko był była są"
                            + " oraz może ich jego jej tym"),
            Map.entry(
                    "tr",
                    "ve bir bu da de için ile çok ama daha gibi olarak olan ne var kadar sonra en değil ya o ben sen biz her"
                            + " mi oldu ise ki"),
            Map.entry(
                    "ru",
                    "и в не на что с он я как это по но они к у ты из мы за вы так же от о его для да был она бы все было"
                            + " только или мне еще ещё если уже когда чтобы при до может быть их этот где есть после"),
            Map.entry(
                    "uk",
                    "і в не на що з він я як це по але вони до у ти із ми за ви так же від о його для та був вона б усе було"
                            + " тільки або мені ще якщо вже коли щоб при може бути їх цей де є після й про які"));

    /** Letters that one language has and the others of its script have not. */
    private static final Map<String, String> LETTERS = Map.of(
            "de", "ß", "es", "ñ¿¡", "pt", "ãõ", "pl", "łąęśżźń", "tr", "ğış", "uk", "іїєґ", "ru", "ыэъё", "sv", "ä",
            "da", "æø");

    // A letter of one's own says as much as a word in some languages and less in others.
    private static final int LETTER_WEIGHT = 2;
    private static final int WORD_WEIGHT = 3;

    private final Map<String, Set<String>> languages = new HashMap<>();

    CommonWords() {
        LISTS.forEach((language, words) -> {
            for (String word : words.split(" ")) {
                languages.computeIfAbsent(word, w -> new HashSet<>()).add(language);
            }
        });
    }

    /** The language with the most of its words in the text; nothing when there is none, or two have as many. */
    Optional<String> language(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Map<String, Integer> scores = new HashMap<>();
        WORD.matcher(lower).results().forEach(word -> languages
                .getOrDefault(word.group(), Set.of())
                .forEach(language -> scores.merge(language, WORD_WEIGHT, Integer::sum)));
        LETTERS.forEach((language, letters) -> {
            int own = (int) lower.chars().filter(c -> letters.indexOf(c) >= 0).count();
            if (own > 0) {
                scores.merge(language, own * LETTER_WEIGHT, Integer::sum);
            }
        });
        return best(scores);
    }

    private static Optional<String> best(Map<String, Integer> scores) {
        int highest = scores.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        List<String> best = scores.entrySet().stream()
                .filter(score -> score.getValue() == highest)
                .map(Map.Entry::getKey)
                .toList();
        return best.size() == 1 ? Optional.of(best.get(0)) : Optional.empty();
    }
}
