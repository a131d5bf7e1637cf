"""Plain-text dumps: what is kept of them, and what they say of title, byline and date."""

import json
import re
from pathlib import Path

import pytest
from dumps import BODY, clean, spaced
from hypothesis import given
from hypothesis import strategies as st

from cleaner.metadata.slug import slug_words
from cleaner.model import Label
from cleaner.text.feature_names import FEATURES
from cleaner.text.headline import strip_site
from cleaner.text.read import read_lines
from cleaner.text.segment import segment_lines
from cleaner.weights import bundled_weights

SHARED = Path(__file__).parents[2] / "shared"


GERMAN = [
    (
        "Der Stadtrat von Altenfels hat am Montag beschlossen, die alte Fußgängerbrücke "
        "wieder aufzubauen, die im Frühjahr "
        "vom Hochwasser mitgerissen worden war."
    ),
    (
        "„Wir haben lange genug auf eine Antwort des Ministeriums gewartet“, sagte Bürgermeisterin Ada Quill vor der "
        "Abstimmung in der vollen Turnhalle."
    ),
    "Nach Angaben der Ingenieure soll die neue Brücke einen Meter höher liegen als die alte und auch Radfahrer tragen.",
    "Der Landkreis will zwei Drittel der Kosten übernehmen, den Rest sollen Spender aus der Region beitragen.",
]


ARABIC = [
    (
        "قرر مجلس المدينة يوم الاثنين إعادة بناء جسر المشاة "
        "القديم الذي جرفته مياه الفيضانات في الربيع الماضي بعد نقاش طويل."
    ),
    ("وقالت رئيسة البلدية أمام السكان إن المدينة انتظرت طويلا ردا من الوزارة على طلبها بشأن تمويل المشروع الجديد."),
    "وأوضح المهندسون أن الجسر الجديد سيكون أعلى من الجسر القديم بمتر واحد وأنه سيسمح بمرور الدراجات أيضا.",
]


RUSSIAN = [
    (
        "Городской совет в понедельник решил восстановить старый пешеходный мост через "
        "реку, который весной был снесён "
        "паводком, после долгих споров."
    ),
    "«Мы слишком долго ждали ответа министерства», — сказала мэр города жителям перед голосованием в школьном зале.",
    (
        "По словам инженеров, новый мост будет на метр выше старого и сможет выдержать не только пешеходов, но и "
        "велосипедистов."
    ),
]


@pytest.mark.parametrize("body", [BODY, GERMAN, ARABIC, RUSSIAN], ids=["english", "german", "arabic", "russian"])
def test_bare_story_is_kept_whole(body):
    assert clean(spaced(*body))[0] == body


def test_header_clock_with_islamic_date_is_not_the_date():
    clock = "Friday, March 1, 2024\n20 Shaban 1445"
    text = spaced("Elm Valley TV", clock, "Council votes to rebuild the lost footbridge", "By Jane Doe", *BODY)
    kept, reading = clean(text)
    assert reading.metadata.date is None
    assert (reading.metadata.title, reading.metadata.byline) == (
        "Council votes to rebuild the lost footbridge",
        "Jane Doe",
    )
    assert kept == BODY


def test_date_below_the_headline_is_the_date():
    text = spaced("Council votes to rebuild the lost footbridge", "By Jane Doe\nMARCH 1, 2024 14:16", *BODY)
    kept, reading = clean(text)
    assert reading.metadata.date == "2024-03-01T14:16:00"
    assert kept == BODY


def test_excerpt_behind_a_byline_is_dropped_as_cut_off_start():
    excerpt = "By Jane Doe " + BODY[0][:70] + "..."
    kept, reading = clean(spaced("Council votes to rebuild the lost footbridge", excerpt, "By Jane Doe", *BODY))
    assert kept == BODY
    assert any("cut-off start" in decision.reason for decision in reading.decisions)


@pytest.mark.parametrize(
    "tail",
    [
        ["For the latest news, follow us on Twitter @Elm_Valley. We are also on Facebook, Instagram and YouTube."],
        ["Für aktuelle Meldungen folgen Sie uns auf Facebook und Instagram @elmtal."],
        ["Comments are closed on this story.", "Comments", "Taboola", "Taboola ads will show in this div"],
        ["River Elm"],
        ["Leave a Reply", "Your email address will not be published. Required fields are marked *"],
        ["Share this post"],
        ["The views expressed in this article are the author's and do not necessarily reflect those of the site."],
        ["Not every item on this portal reflects its editors' views; we publish it automatically after translation."],
        ["Elm Press"],
        ["Copyright © 2024 Elm Press Ltd. All rights reserved"],
    ],
)  # fmt: skip
def test_tail_is_dropped(tail):
    assert clean(spaced("Council votes to rebuild the lost footbridge", *BODY, *tail))[0] == BODY


COMMENT_FORM = ["Leave a Reply", "Your email address will not be published. Required fields are marked *", "Comment *"]


@pytest.mark.parametrize("tail", [[], COMMENT_FORM], ids=["bare", "comment form"])
@pytest.mark.parametrize(
    "close",
    [
        ["It is the largest such project since 1974."],
        ["The council meets again on Friday."],
        ["“It will be green,” she said."],
        ["“I can't wait.”"],
        ["He was asked about the cost.", "“No comment.”"],
    ],
)
def test_short_last_paragraph_is_kept(close, tail):
    head = ["City to plant ten thousand trees along its coast", "By Lena Ortiz"]
    assert clean(spaced(*head, *BODY, *close, *tail))[0] == [*BODY, *close]


@pytest.mark.parametrize(
    "line",
    ["Get the app today!", "Read more news here.", "Lena Ortiz covers city hall.", "Call 555-1234 now.",
     "Photo by Ann Lee.", "Updated March 5, 2024.", "Elm Press Inc.", "Thanks for reading.",
     "More at elm.example/news."],
)  # fmt: skip
def test_short_line_about_the_site_does_not_end_the_story(line):
    head = ["City to plant ten thousand trees along its coast", "By Lena Ortiz"]
    assert clean(spaced(*head, *BODY, line))[0] == BODY


FURNISHED = {
    "spanish": (
        (
            "El Faro del Sur\n\nMiércoles, 6 de marzo de 2024\n\nEl ayuntamiento aprueba reconstruir el puente\n\n"
            "Por Ana Gil\n"
            "5 de marzo de 2024 18:20\n"
        ),
        (
            "El pleno municipal aprobó el lunes reconstruir el viejo puente sobre el río, arrasado por la crecida.\n"
            "UNA OBRA POLÉMICA\n"
            "Los técnicos explicaron que el nuevo puente será un metro más alto que el anterior y tendrá carril bici."
        ),
        (
            "\nSíguenos en Facebook, Twitter e Instagram.\nEtiquetas: puente, río\nDeja una respuesta\n"
            "© 2024 El Faro del Sur. Todos los derechos reservados."
        ),
        ("El ayuntamiento aprueba reconstruir el puente", "Ana Gil", "2024-03-05T18:20:00"),
    ),
    "french": (
        (
            "Aller au contenu\nLe conseil vote la reconstruction de la passerelle - L'Écho de la Vallée\n"
            "Par Jean Dupont\n"
            "Publié le 5 mars 2024 à 18h20\n"
        ),
        (
            "Le conseil municipal a décidé lundi de reconstruire la vieille passerelle emportée par les crues.\n"
            "« Nous avons trop longtemps attendu la réponse du ministère », a déclaré la maire devant les habitants."
        ),
        "\nLes opinions exprimées dans cet article n'engagent que leur auteur.\nPartager cet article",
        ("Le conseil vote la reconstruction de la passerelle", "Jean Dupont", "2024-03-05T18:20:00"),
    ),
    "arabic": (
        (
            "تلفزيون الوادي\n\nالأربعاء 6 مارس 2024\n25 شعبان 1445\n\n"
            "مجلس المدينة يصوت لإعادة بناء الجسر\n\nبقلم أحمد علي\n"
        ),
        "\n".join(ARABIC),
        "\nتابعونا على فيسبوك وتويتر ويوتيوب\nالجسر\nالتعليقات مغلقة",
        ("مجلس المدينة يصوت لإعادة بناء الجسر", "أحمد علي", None),
    ),
    "russian": (
        "Новости\nГорсовет решил восстановить мост\nАвтор: Иван Петров\n5 марта 2024, 18:20\n",
        "\n".join(RUSSIAN),
        (
            "\nРедакция не несёт ответственности за мнения авторов.\nПодписывайтесь на наш канал в Telegram\n"
            "В столице выпал снег\n05.03.2024 17:00\nУмер известный актёр театра\n05.03.2024 16:40\n"
            "Цены на хлеб выросли\n05.03.2024 16:10"
        ),
        ("Горсовет решил восстановить мост", "Иван Петров", "2024-03-05T18:20:00"),
    ),
}


@pytest.mark.parametrize(("head", "body", "tail", "about"), FURNISHED.values(), ids=FURNISHED)
def test_story_with_its_furniture_in_other_languages(head, body, tail, about):
    kept, reading = clean(f"{head}\n{body}\n{tail}")
    assert kept == body.splitlines()
    assert (reading.metadata.title, reading.metadata.byline, reading.metadata.date) == about


def test_excerpt_without_a_stop_is_not_the_title():
    text = spaced("Council votes to rebuild the lost footbridge", BODY[0][:70] + "…", "By Jane Doe", *BODY)
    assert clean(text)[1].metadata.title == "Council votes to rebuild the lost footbridge"


@pytest.mark.parametrize("subhead", ["FRIENDLY TONE", "No answer “yet”", "What happens next?"])
def test_subhead_between_paragraphs_is_kept(subhead):
    lines = [*BODY[:3], subhead, *BODY[3:]]
    assert clean("\n".join(["Council votes to rebuild the lost footbridge", "", *lines]))[0] == lines


def test_labels_above_the_headline_are_dropped():
    text = spaced("Elm Press Breaking News\nBREAKING NEWS", "Council votes to rebuild the lost footbridge", *BODY)
    assert clean(text, "https://elm.example/news/council-votes-to-rebuild-the-lost-footbridge-12")[0] == BODY


def test_long_first_line_without_a_stop_is_a_standfirst_not_a_title():
    standfirst = (
        "The council agrees to rebuild a footbridge that the spring floods swept away, a decision that shows how far "
        "the town’s mood has changed"
    )
    kept, reading = clean(spaced("Skip to content", standfirst, *BODY))
    assert reading.metadata.title is None
    assert kept == [standfirst, *BODY]


@pytest.mark.parametrize(
    ("line", "url", "title"),
    [
        ("Council votes to rebuild the lost footbridge – Elm Valley Observer",
         "https://elm.example/council-votes-to-rebuild-the-lost-footbridge-elm-valley-observer/",
         "Council votes to rebuild the lost footbridge"),
        ("Council votes to rebuild the lost bridge | Elmpost", None, "Council votes to rebuild the lost bridge"),
        ("Stadtrat will die Brücke wieder aufbauen - Elmtaler Nachrichten", None,
         "Stadtrat will die Brücke wieder aufbauen"),
        ("Floods and their cost – a long story", None, "Floods and their cost – a long story"),
        ("Council votes - again", None, "Council votes - again"),
    ],
)  # fmt: skip
def test_site_name_leaves_the_title(line, url, title):
    assert strip_site(line, url, []) == title


def test_address_of_a_number_has_no_slug():
    assert slug_words("https://elm.example/news/30269570/") == frozenset()


NO_ARTICLES = ["Home", "Home\nNews\nSport\nContact us\nPrivacy policy\n© 2024 Elm Press", "***\n---"]


@pytest.mark.parametrize("text", NO_ARTICLES)
def test_of_a_dump_without_an_article_nothing_is_kept(text):
    kept, reading = clean(text)
    assert (kept, reading.confidence) == ([], 0)


@pytest.mark.parametrize("text", NO_ARTICLES)
def test_a_dump_without_an_article_says_so(text):
    assert clean(text)[1].reason == "no article"


def test_long_single_line_is_cut_at_its_sentences():
    text = " ".join(BODY * 4)
    blocks = segment_lines(text)
    assert len(blocks) > 10
    assert [block.continues for block in blocks[:2]] == ["", "inline"]


DUMPS = st.text(alphabet=st.sampled_from("ab .\n\t\u00a0•–\u2028«»1é漢ع"), max_size=4000)


@given(DUMPS)
def test_blocks_hold_the_whole_dump(text):
    blocks = segment_lines(text)
    if blocks:
        assert "".join(block.runs[0][0] for block in blocks) == text
    assert all(block.text and block.text == block.text.strip() for block in blocks)


@given(DUMPS)
def test_every_line_is_decided(text):
    blocks = segment_lines(text)
    reading = read_lines(blocks, None, bundled_weights().lines)
    assert len(reading.decisions) == len(blocks)
    assert 0 <= reading.confidence <= 1
    assert all(decision.reason and decision.label in Label for decision in reading.decisions)


@given(st.integers(0, 2**32))
def test_order_of_unrelated_calls_changes_nothing(seed):
    url = f"https://elm.example/{seed}"
    assert clean(spaced(*BODY), url) == clean(spaced(*BODY), url)


def test_forest_asks_for_the_features_that_are_read():
    held = json.loads((Path(__file__).parents[1] / "cleaner" / "data" / "lines.json").read_text("utf-8"))
    assert held["features"] == list(FEATURES)


@pytest.mark.skipif(
    not (SHARED / "seeds").exists(), reason="the sample dumps are not beside the repository (../shared/seeds)"
)
@pytest.mark.parametrize("number", range(5))
def test_seed_comes_out_exactly(number):
    name, gold = list(json.loads((SHARED / "seeds" / "gold.json").read_text("utf-8")).items())[number]
    kept, reading = clean((SHARED / "seeds" / name).read_text("utf-8"), gold["url"])
    optional = {" ".join(line["text"].split()) for line in gold["optional"]}
    assert [line for line in (" ".join(line.split()) for line in kept) if line not in optional] == [
        " ".join(line.split()) for line in gold["body"]
    ]
    assert (reading.metadata.byline, (reading.metadata.date or "")[:10]) == (gold["byline"], (gold["date"] or "")[:10])
    assert re.sub(r"\s+", " ", reading.metadata.title or "") == (gold["title"] or "")
