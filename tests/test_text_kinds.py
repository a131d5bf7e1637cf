"""Kinds of dumps, in several languages: structures inside and at the end of a story, lists of stories, short texts."""

from __future__ import annotations

import pytest

from cleaner import clean_text

STORIES = {
    "en": [
        "The weavers of the upper valley have voted to mend the old looms, which have stood still since the flood.",
        "Two of them will go from house to house and write down what is broken, said the eldest, before the snow.",
        "Nobody knows yet who is to pay for the wood, but the miller has promised a wagon of oak for ten frames.",
    ],
    "de": [
        "Die Weber im oberen Tal haben beschlossen, die alten Stühle zu flicken, die seit der Flut still stehen.",
        "Zwei von ihnen gehen von Haus zu Haus und schreiben auf, was brach, sagte der Älteste, bevor es friert.",
        "Noch weiß niemand, wer das Holz bezahlen soll, aber der Müller hat einen Wagen Eiche versprochen.",
    ],
    "fr": [
        "Les tisserands de la haute vallée ont décidé de réparer les vieux métiers, arrêtés depuis l'inondation.",
        "Deux d'entre eux iront de maison en maison et noteront ce qui est cassé, a dit le plus âgé, avant la neige.",
        "Personne ne sait encore qui paiera le bois, mais le meunier a promis un chariot de chêne pour dix cadres.",
    ],
    "ru": [
        "Ткачи верхней долины решили починить старые станки, которые стоят без дела со времени большого наводнения.",
        "Двое из них пойдут от дома к дому и запишут, что сломано, сказал самый старший, пока не выпал снег.",
        "Никто пока не знает, кто заплатит за дерево, но мельник обещал целую телегу дуба для первых десяти рам.",
    ],
}
FRAMES = {
    "en": (["Home", "News", "Contact"], ["Share this article", "Related articles", "Privacy policy"]),
    "de": (["Startseite", "Nachrichten", "Kontakt"], ["Artikel teilen", "Mehr zum Thema", "Datenschutz"]),
    "fr": (["Accueil", "Actualités", "Contact"], ["Partager cet article", "À lire aussi", "Mentions légales"]),
    "ru": (["Главная", "Новости", "Контакты"], ["Поделиться", "Читайте также", "Политика конфиденциальности"]),
}
TITLES = {
    "en": "Weavers vote to mend the old looms",
    "de": "Weber wollen alte Stühle flicken",
    "fr": "Un chariot de chêne pour la haute vallée",
    "ru": "Ткачи решили починить старые станки",
}
STRUCTURES = {
    "tabs": ["Loom\tYear\tFrames", "East\t1802\t12", "West\t1811\t9", "Mill\t1840\t30"],
    "bars": ["Loom | Year | Frames", "East | 1802 | 12", "West | 1811 | 9", "Mill | 1840 | 30"],
    "bars around": ["| Loom | Year |", "| East | 1802 |", "| West | 1811 |"],
    "columns": ["Loom      Wood    Frames", "East      oak     twelve", "West      ash     nine"],
    "marks": ["• oak for the frames", "• two new shuttles", "• wax for the warp"],
    "numbers": ["1. Take the warp off", "2. Plane the beam", "3. Wax the reed"],
    "amounts": ["200 g wax", "2 shuttles", "50 ml oil", "1 pot of glue"],
    "terms": ["Built: 1802", "Broken: 1866", "Cost: nine crowns"],
}


def kept(lines: list[str], url: str | None = None) -> list[str]:
    return [line for line in clean_text("\n".join(lines), url).text.splitlines() if line.strip()]


@pytest.mark.parametrize("structure", STRUCTURES.values(), ids=STRUCTURES)
@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize("language", STORIES)
def test_a_structure_and_the_paragraphs_around_it_stay(language: str, at: int, structure: list[str]):
    story, (menu, end) = STORIES[language], FRAMES[language]
    whole = [*story[:at], *structure, *story[at:]]
    assert kept([*menu, TITLES[language], *whole, *end]) == whole


@pytest.mark.parametrize("structure", STRUCTURES.values(), ids=STRUCTURES)
@pytest.mark.parametrize("language", STORIES)
def test_a_structure_at_the_end_of_a_text_that_stands_alone_stays(language: str, structure: list[str]):
    whole = [*STORIES[language], *structure]
    assert kept([TITLES[language], *whole]) == whole


def test_a_short_line_below_a_text_that_stands_alone_is_no_list():
    assert "Thanks to all." not in kept([TITLES["en"], *STORIES["en"], "Thanks to all."])


@pytest.mark.parametrize("lines", [["The oak has come.", "We begin today."], ["Новый дуб уже здесь.", "Мы начинаем."]])
def test_a_text_of_few_short_sentences_stays(lines: list[str]):
    assert set(lines) <= set(kept(lines))


def test_labels_alone_are_no_text():
    assert kept(["Looms", "Frames", "Shuttles"]) == []


HEADLINES = [
    "Weavers of the upper valley vote to mend the old looms",
    "Miller promises a wagon of oak to the weavers of the valley",
    "Snow comes early and closes the road to the upper houses",
    "Two shuttles found in the river after more than forty years",
    "School of spinning opens its doors to children of the valley",
    "Wax grows dear as the bees leave the slopes above the mill",
]


def test_the_headlines_of_a_list_of_stories_are_its_content():
    listing = [line for at, head in enumerate(HEADLINES, 3) for line in (head, f"{at} March 2024")]
    assert set(HEADLINES) & set(kept(["Home", "News", "Contact", *listing, "Privacy policy"]))


def test_headlines_below_a_story_are_none_of_its_own():
    ticker = [line for at, head in enumerate(HEADLINES[1:], 3) for line in (head, f"{at} March 2024")]
    story = ["Home", "News", "Contact", TITLES["en"], "By Anna Berg", *STORIES["en"], *ticker, "Privacy policy"]
    assert kept(story) == STORIES["en"]


@pytest.mark.parametrize("mark", ["[4]", "[a][12]"])
def test_a_sentence_ends_before_the_mark_of_its_note(mark: str):
    story = [line + mark for line in STORIES["en"]]
    assert kept(["Home", "News", "Contact", TITLES["en"], *story, "Privacy policy"]) == story
