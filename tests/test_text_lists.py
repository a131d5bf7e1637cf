"""Lists, tables and steps between a dump's paragraphs: one decision for all lines, whatever each looks like."""

from __future__ import annotations

import pytest

from cleaner import clean_text
from cleaner.lexicon import phrase_category

MENU = ["Home", "News", "Local", "Sport", "Log in"]
TITLE = "What the lamp keepers cook in winter"
STORY = [
    "The keepers of the eastern lamp cook for themselves from October to May, when no boat can come.",
    "Nobody has ever written down how they do it, said the oldest of the three, because nobody there can write.",
]
END = ["Related stories", "The wall is wet", "Privacy policy", "© 2024 Lamp Post"]

LISTS = {
    "a recipe": [
        "Serves four", "Prep: 15 minutes", "Ingredients", "200 g split peas", "2 onions", "1 bay leaf", "salt",
        "Method", "Soak the peas.", "Fry the onions in oil until they are brown, and take them out again.",
        "Boil. Season.",
    ],
    "a recipe with buttons": ["Serves four", "Share", "Print", "Ingredients", "200 g split peas", "2 onions", "salt"],
    "terms": ["wick", "what burns", "mantle", "a sock of ash", "lens", "the ring of glass that throws light to sea"],
    "a table": ["Month\tPeas\tOnions", "March\t3\t1", "April\t2\t0", "May\t9\t9"],
    "a table between bars": ["| Month | Peas |", "| March | 3 |", "| April | 2 |"],
    "cells": ["Boat", "East pier", "West pier", "First", "06:40", "07:25", "Last", "18:05", "18:50"],
    "demands": [
        "Your tasks", "Cooking", "Cleaning the lens once a day", "What you bring", "Good eyes", "A warm coat",
        "Start: 1 June",
    ],
    "paragraphs of a law": [
        "2. Nobody shall", "(a) wash socks in the soup pot;", "(b) fish from the gallery;",
        "3. In this law pot means any pot.",
    ],
    "verses": [
        "The peas are green, the peas are round,", "the spoon has lost its shine,", "and what the second keeper found",
        "was neither yours nor mine.", "Stir on, stir on, the night is long,", "the bread is hard as stone,",
        "and he who will not sing the song", "shall eat his peas alone.",
    ],
    "commands": ["Weigh the peas", "sudo weigh --peas > peas.log", "cat peas.log | tail", "weight = read('peas.log')"],
}  # fmt: skip


def kept(between: list[str], joint: str = "\n") -> list[str]:
    """The lines that stay of a dump with these between the story's two paragraphs."""
    dump = joint.join([*MENU, TITLE, STORY[0], *between, STORY[1], *END])
    return clean_text(dump).text.splitlines()


@pytest.mark.parametrize("joint", ["\n", "\n\n"], ids=["lines", "blocks"])
@pytest.mark.parametrize("lines", LISTS.values(), ids=LISTS)
def test_a_list_stays_whole_with_the_paragraph_below(lines: list[str], joint: str):
    told = [line for line in kept(lines, joint) if line]
    assert [line for line in told if line in STORY] == STORY
    assert [line for line in lines if line not in told and line not in {"Share", "Print"}] == []
    assert not {"Share", "Print", *MENU, *END}.intersection(told)


@pytest.mark.parametrize(
    "lines",
    [
        ["Ferry sails again after eleven years of fog and quarrels", "Council buys the old rope works for one pound",
         "Two gardens that nobody may enter win the county prize"],
        ["Lamps", "Boats", "Walls", "write@lamp.example"],
        ["Lamps", "Boats", "Log in", "Walls"],
        ["Lamps", "Boats", "12 March 2024", "Walls"],
        ["[ Lamps ]", "[ Boats ]", "[ Walls ]"],
    ],
    ids=["headlines", "an address", "a stock phrase", "a date", "buttons"],
)  # fmt: skip
def test_lines_that_no_list_has_are_judged_one_by_one(lines: list[str]):
    assert set(lines) - set(kept(lines))


def test_lines_that_stand_elsewhere_too_are_no_list():
    dump = [*MENU, "Lamps", "Walls", "Ropes", TITLE, STORY[0], "Lamps", "Walls", "Ropes", *STORY[1:], *END]
    assert "Ropes" not in clean_text("\n".join(dump)).text


def test_a_table_of_hours_is_no_ticker():
    hours = ["First boat:", "East pier 6.40", "West pier 7.25", "Last boat:", "East pier 18.05", "West pier 18.50"]
    assert [line for line in hours if line not in kept(hours)] == []


@pytest.mark.parametrize("after", [END, []], ids=["a frame", "nothing"])
def test_a_brief_story_keeps_its_last_sentence(after: list[str]):
    brief = (
        "The lamp house will be closed to all from Monday until Saturday while its stairs are built anew, and nobody "
        "may climb it in those days but the masons."
    )
    dump = [*MENU, "Lamp house shuts for a week", brief, "Soup is served on the shore.", *after]
    assert clean_text("\n".join(dump)).text.splitlines() == [brief, "Soup is served on the shore."]


THAI = [
    "คนเฝ้าประภาคารทั้งสามคนทำอาหารกินเองตั้งแต่เดือนตุลาคมถึงพฤษภาคม เพราะไม่มีเรือลำใดนำของสดมาส่งให้ได้ในฤดูมรสุม",
    "คนที่แก่ที่สุดบอกว่าไม่เคยมีใครจดสูตรไว้เลย เพราะคนที่กินข้าวอยู่ที่นั่นไม่มีใครเขียนหนังสือเป็นสักคนเดียวตั้งแต่สร้างหอ",
]


def test_paragraphs_of_a_script_without_stops_are_prose():
    dump = ["หน้าแรก", "ข่าว", "กีฬา", "อาหารของคนเฝ้าประภาคาร", *THAI, "ติดต่อเรา"]
    assert clean_text("\n".join(dump)).text.splitlines() == THAI


@pytest.mark.parametrize(
    ("opening", "items"),
    [
        (
            "灯台守が冬のあいだに食べるものは、毎年ほとんど変わらず、島の倉にしまってあるもののうち次の通り。",
            ["えんどう豆", "玉ねぎ", "干した魚"],
        ),
        ("守塔人冬天吃的东西每年差不多都一样，都放在岛上的老仓库里，种类和数量大致如下。", ["豌豆", "洋葱", "咸鱼"]),
        (
            "등대지기들이 겨울 동안 먹는 것은 해마다 거의 같고 섬의 낡은 창고에 두는 것은 다음과 같다.",
            ["완두콩", "양파", "말린 생선"],
        ),
    ],
    ids=["Japanese", "Chinese", "Korean"],
)
def test_a_sentence_that_announces_without_a_colon_opens_a_list(opening: str, items: list[str]):
    dump = [
        "Home",
        "News",
        opening.split("、")[0][:12],
        opening,
        opening.replace("冬", "夏").replace("겨울", "여름"),
        *items,
    ]
    assert [line for line in items if line not in clean_text("\n".join([*dump, *END])).text.splitlines()] == []


def test_a_dotted_capital_of_turkish_is_the_small_letter_with_a_dot():
    assert phrase_category("İlgili haberler") == phrase_category("ilgili haberler") == "related"


@pytest.mark.parametrize(
    "wall",
    [
        "Um weiterzulesen, schließen Sie jetzt ein Abo ab und erhalten Sie Zugang zu allen Artikeln der Lampenpost.",
        "Pour lire la suite, abonnez-vous dès maintenant et accédez à tous les articles du phare en illimité.",
        "Para seguir leyendo, suscríbete ahora y accede sin límites a todo lo que escribe el farero cada día.",
        "Aby czytać dalej, wykup prenumeratę i zyskaj nieograniczony dostęp do wszystkich artykułów latarnika.",
        "Чтобы читать дальше, оформите подписку и получите неограниченный доступ ко всем материалам маяка.",
        "続きを読むには有料会員登録が必要です。今すぐ登録して灯台のすべての記事をお楽しみください。",
        "لمواصلة القراءة اشترك الآن واحصل على وصول غير محدود إلى جميع مقالات المنارة في أي وقت.",
    ],
)
def test_a_wall_of_a_whole_sentence_below_a_story_is_no_part_of_it(wall: str):
    assert phrase_category(wall) == "paywall"
    assert wall not in clean_text("\n".join([*MENU, TITLE, *STORY, wall, *END])).text
