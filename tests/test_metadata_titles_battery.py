"""Some 120 titles: names of sites at either end, sections, kickers, widgets and cut data, in scripts of the world."""

import pytest
from further_titles import LATIN, pg
from worldwide_titles import HARBOUR

from cleaner import Cleaner

CLEANER = Cleaner(rules=None)
SCRIPTS = [
    (
        "soft hyphen",
        pg("<h1>Müh\u00adle am Wehr mahlt wie\u00adder</h1>", "Mühle am Wehr mahlt wieder | Wehrbote", lang="de"),
        "Mühle am Wehr mahlt wieder",
    ),
    (
        "de colon kicker og",
        pg(
            "<h1><span>Wehrdorf</span><span>Mühle mahlt wieder nach vierzig Jahren</span></h1>",
            "Wehrdorf: Mühle mahlt wieder nach vierzig Jahren | Wehrbote",
            "Mühle mahlt wieder nach vierzig Jahren",
            lang="de",
        ),
        "Mühle mahlt wieder nach vierzig Jahren",
    ),
    (
        "fr spaces",
        pg(
            "<h1>Le moulin tourne : « Enfin ! »</h1>",
            "Le moulin tourne : « Enfin ! » - Le Barrage",
            lang="fr",
            url="https://lebarrage.example/a",
        ),
        "Le moulin tourne : « Enfin ! »",
    ),
    (
        "es inverted",
        pg("<h1>¿Vuelve el molino?</h1>", "¿Vuelve el molino? | El Azud", lang="es", url="https://elazud.example/a"),
        "¿Vuelve el molino?",
    ),
    (
        "ru dash",
        pg(
            "<h1>Мельница у плотины снова мелет</h1>",
            "Мельница у плотины снова мелет — Плотина.ру",
            lang="ru",
            url="https://plotina.example/a",
        ),
        "Мельница у плотины снова мелет",
    ),
    (
        "ru no h1",
        pg("", "Мельница у плотины снова мелет | Новости | Плотина", lang="ru", url="https://plotina.example/a"),
        "Мельница у плотины снова мелет",
    ),
    (
        "el",
        pg(
            "<h2>Ο μύλος γυρίζει ξανά</h2>",
            "Ο μύλος γυρίζει ξανά | Το Φράγμα",
            lang="el",
            url="https://fragma.example/a",
        ),
        "Ο μύλος γυρίζει ξανά",
    ),
    (
        "ar",
        pg(
            "<h1>طاحونة السد تعود إلى العمل</h1>",
            "طاحونة السد تعود إلى العمل | صحيفة السد",
            lang="ar",
            url="https://sadd.example/a",
        ),
        "طاحونة السد تعود إلى العمل",
    ),
    (
        "ar site first",
        pg(
            "<h2>طاحونة السد تعود إلى العمل</h2>",
            "صحيفة السد - طاحونة السد تعود إلى العمل",
            lang="ar",
            url="https://sadd.example/a",
        ),
        "طاحونة السد تعود إلى العمل",
    ),
    (
        "he",
        pg("<h1>הטחנה חוזרת לפעול</h1>", "הטחנה חוזרת לפעול - עיתון הסכר", lang="he", url="https://seker.example/a"),
        "הטחנה חוזרת לפעול",
    ),
    (
        "hi",
        pg(
            "<h1>बाँध की चक्की फिर चली</h1>", "बाँध की चक्की फिर चली - बाँध समाचार", lang="hi", url="https://bandh.example/a"
        ),
        "बाँध की चक्की फिर चली",
    ),
    (
        "th",
        pg(
            "<h1>โรงสีข้างฝายกลับมาหมุนอีกครั้ง</h1>",
            "โรงสีข้างฝายกลับมาหมุนอีกครั้ง | ฝายโพสต์",
            lang="th",
            url="https://fai.example/a",
        ),
        "โรงสีข้างฝายกลับมาหมุนอีกครั้ง",
    ),
    (
        "zh underscores",
        pg(
            "<h1>水坝旁的磨坊重新转动起来</h1>",
            "水坝旁的磨坊重新转动起来_新闻_水坝网",
            lang="zh",
            url="https://shuiba.example/a",
        ),
        "水坝旁的磨坊重新转动起来",
    ),
    (
        "zh dashes",
        pg("", "水坝旁的磨坊重新转动起来-新闻频道-水坝网", lang="zh", url="https://shuiba.example/a"),
        "水坝旁的磨坊重新转动起来",
    ),
    (
        "zh bar",
        pg(
            "<h1>水坝旁的磨坊重新转动起来</h1>",
            "水坝旁的磨坊重新转动起来｜水坝新闻网",
            lang="zh",
            url="https://shuiba.example/a",
        ),
        "水坝旁的磨坊重新转动起来",
    ),
    (
        "zh quotes space",
        pg(
            "<h1>水坝旁的磨坊“重生” 村民欢呼</h1>",
            "水坝旁的磨坊“重生” 村民欢呼-水坝网",
            lang="zh",
            url="https://shuiba.example/a",
        ),
        "水坝旁的磨坊“重生” 村民欢呼",
    ),
    (
        "ja site fullbar",
        pg(
            "<h1>堰の水車小屋が再び回る</h1>", "堰の水車小屋が再び回る｜堰日報", lang="ja", url="https://seki.example/a"
        ),
        "堰の水車小屋が再び回る",
    ),
    (
        "ja colon site",
        pg(
            "<h2>堰の水車小屋が再び回る</h2>",
            "堰の水車小屋が再び回る：堰日報オンライン",
            lang="ja",
            url="https://seki.example/a",
        ),
        "堰の水車小屋が再び回る",
    ),
    (
        "ja brackets",
        pg(
            "<h1>【速報】堰の水車小屋が再び回る</h1>",
            "【速報】堰の水車小屋が再び回る - 堰日報",
            lang="ja",
            url="https://seki.example/a",
        ),
        "【速報】堰の水車小屋が再び回る",
    ),
    (
        "ko",
        pg(
            "<h1>둑 옆 방앗간 다시 돌아간다</h1>",
            "둑 옆 방앗간 다시 돌아간다 - 둑신문",
            lang="ko",
            url="https://duk.example/a",
        ),
        "둑 옆 방앗간 다시 돌아간다",
    ),
    (
        "ko section",
        pg("", "둑 옆 방앗간 다시 돌아간다 | 사회 | 둑신문", lang="ko", url="https://duk.example/a"),
        "둑 옆 방앗간 다시 돌아간다",
    ),
    (
        "tr",
        pg(
            "<h1>Bentteki değirmen yeniden dönüyor</h1>",
            "Bentteki değirmen yeniden dönüyor - Son Dakika Haberleri",
            lang="tr",
            url="https://bent.example/a",
        ),
        "Bentteki değirmen yeniden dönüyor",
    ),
    (
        "vi",
        pg(
            "<h1>Cối xay bên đập quay trở lại</h1>",
            "Cối xay bên đập quay trở lại - Báo Đập",
            lang="vi",
            url="https://dap.example/a",
        ),
        "Cối xay bên đập quay trở lại",
    ),
]
CASES = LATIN + SCRIPTS + HARBOUR


def letters(text):
    return "".join(filter(str.isalnum, (text or "").casefold()))


@pytest.mark.parametrize(("page", "title"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_title_of_a_page_is_its_headline(page, title):
    assert letters(CLEANER.clean(*page).title) == letters(title)
