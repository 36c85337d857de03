package dev.plumb.function.text;

import static dev.plumb.function.Calls.value;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience.
            de | Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt.
            fr | Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison.
            es | Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón.
            it | Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. Essi sono dotati di ragione.
            pt | Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Dotados de razão e de consciência.
            nl | Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. Zij zijn begiftigd met verstand.
            sv | Alla människor är födda fria och lika i värde och rättigheter. De har utrustats med förnuft och samvete.
            da | Alle mennesker er født frie og lige i værdighed og rettigheder. De er udstyret med fornuft og samvittighed.
            pl | Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni obdarzeni rozumem.
            tr | Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. Akıl ve vicdana sahiptirler.
            ru | Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью.
            uk | Всі люди народжуються вільними і рівними у своїй гідності та правах. Вони наділені розумом і совістю.
            el | Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.
            ar | يولد جميع الناس أحرارا متساوين في الكرامة والحقوق
            fa | تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند، همگی
            he | כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם
            zh | 人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心。
            ja | すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。
            ko | 모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.
            th | มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกัน
            """)
    void aSentenceTellsItsLanguage(String language, String sentence) throws Exception {
        assertThat(value(new Language(), "text", sentence)).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | The word 東京 is the Japanese name of the city that we call Tokyo.
            zh | 我在 GitHub 上看到了这个关于数据库的项目，很有意思。
            ja | PostgreSQL のスキーマを Git で管理する。
            """)
    void aFewForeignWordsChangeNothing(String language, String sentence) throws Exception {
        assertThat(value(new Language(), "text", sentence)).isEqualTo(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "Xylophon", "?!"})
    void whatTellsNothingIsNull(String text) throws Exception {
        assertThat(value(new Language(), "text", text)).isNull();
    }
}
