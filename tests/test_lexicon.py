"""Phrases and words: what whole lines are known for what they are."""

import ast
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.phrases import spelled
from cleaner.lexicon import MONTHS, phrase_category, phrase_table, stopword_share
from cleaner.lexicon.phrases import spell_out
from cleaner.lexicon.sections import Sections
from cleaner.lexicon.spelled import FILE, SOURCE, Shape, Spelled, pack_spelled, read_spelled, write_spelled
from cleaner.lexicon.words import count_words, count_words_of_lines

PACKAGE = Path(__file__).parents[1] / "cleaner"
SPELLED = {"super_and_subscripts.py"}  # a table of single letters and of what they look like above and below the line
BEYOND = re.compile(r"[^\x00-\x7f]{2}|[a-z][^\x00-\x7f]|[^\x00-\x7f][a-z]")
ROOMS = ("page", "rules", "metadata", "judge", "text", "article", "render")

LINES = {
    "share": ["Share this post", "Artikel teilen", "Partager cet article", "Поделиться", "شارك",
              "Escuchar el artículo", "Posłuchaj artykułu", "Luister naar dit artikel", "Lyssna på artikeln",
              "シェアする", "7 shares", "Video Player is loading.", "Current Time 0:00"],
    "newsletter": ["Subscribe for our daily newsletter", "Melden Sie sich hier zu unserem Newsletter an",
                   "Bültenimize üye olun", "メールマガジンに登録する",
                   "By subscribing I accept the terms of use and privacy policy"],
    "comments": ["12 Comments", "Comments are closed on this story.", "Kommentare", "Commentaires", "댓글 쓰기"],
    "comment form": ["Leave a Reply", "Your email address will not be published. Required fields are marked *",
                     "Deine E-Mail-Adresse wird nicht veröffentlicht. Erforderliche Felder sind mit * markiert"],
    "skip link": ["Skip to main content", "Zum Inhalt springen", "Aller au contenu principal", "跳至内容"],
    "advert": ["Advertisement", "Anzeige", "Publicité", "Taboola ads will show in this div", "إعلان"],
    "related": ["Read also: Bridge lost in flood", "Lea también: el puente perdido", "Lesen Sie auch", "関連記事",
                "Παρόμοια θέματα", "ΠΑΡΟΜΟΙΑ ΑΡΘΡΑ", "更多关于",
                "Das könnte Sie auch interessieren", "From our partners", "More from the web",
                "İlgili haber: köprü kayboldu"],
    "copyright": ["© 2024 Elm Press", "版权声明：未经同意不得转载",
                  "Elm Press Ltd. All rights reserved", "Alle Rechte vorbehalten"],
    "follow us": ["For the latest news, follow us on Twitter @elm. We are on Facebook.", "Folgen Sie uns auf Facebook"],
    "tags": ["Tags: river, bridge", "Schlagwörter: Fluss, Brücke", "标签：桥"],
    "read more": ["[ Read more ]", "Weiterlesen »", "Afficher plus", "3 min read"],
    "disclaimer": ["Not all news on the site expresses the point of view of the site, but we publish it.",
                   "The views expressed in this column are the author’s own.",
                   "凡本报注明来源的文章，均为转载。", "以上转载并不代表本网观点"],
    "paywall": ["Already a subscriber? Log in", "Réservé aux abonnés",
                "Este artículo es solo para suscriptores.", "Este artigo é exclusivo para assinantes"],
    "cookies": ["Accept all cookies", "We use cookies to improve your visit and to count our readers."],
    "login": ["Log in", "Anmelden", "Se connecter"],
    "navigation": ["About us", "Impressum", "Mentions légales"],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in LINES.items() for line in lines])
def test_boilerplate_line_is_known(kind, line):
    assert phrase_category(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "The comments came a day after the council voted to rebuild the bridge.",
        "By creating a new market the company hopes to win back its customers.",
        "Copyright law is changing faster than the courts can follow.",
        "More than two hundred people shared the cost of the bridge.",
        "Here is what we know about the flood so far.",
        "Follow the river for two miles and turn left at the mill.",
        "Cookies were baked for the guests by the school’s own kitchen.",
        "Además, el consejo aprobó la compra de dos terrenos junto al río.",
        "FRIENDLY TONE",
        "No answer “yet”",
    ],
)
def test_prose_and_subheads_are_not_boilerplate(line):
    assert phrase_category(line) is None


def test_case_and_what_stands_around_a_phrase_do_not_matter():
    assert phrase_category("  » SHARE THIS POST « ") == "share"


def test_the_sort_of_an_apostrophe_does_not_matter():
    assert phrase_category("Don’t miss our best stories") == phrase_category("Don't miss our best stories")


@pytest.mark.parametrize("line", ["İlgili haber", "İLGİLİ HABERLER", "İzinsiz kopyalanamaz"])
def test_the_dotted_capital_of_turkish_is_an_i(line):
    assert phrase_category(line)


@pytest.mark.parametrize(
    "line",
    ["Queda prohibida la reproducción total o parcial de los contenidos de este diario sin permiso por escrito.",
     "※記事・写真の無断転載を禁じます",
     "Suscríbete a nuestro boletín y recibe todas las mañanas lo que pasa en el puerto.",
     "Det här är en låst artikel. Logga in eller bli prenumerant för att läsa hela texten."],
)  # fmt: skip
def test_long_lines_of_publishers_are_known(line):
    assert phrase_category(line)


def test_no_choice_holds_another():
    assert [phrase for _, phrase in phrase_table() if re.search(r"\[[^\]]*\[", phrase)] == []


def test_no_phrase_starts_and_ends_with_a_slot():
    slots = ("*", "...")
    assert [phrase for _, phrase in phrase_table() if phrase.startswith(slots) and phrase.endswith(slots)] == []


@given(st.text(max_size=700))
def test_any_text_gets_an_answer(text):
    kind = phrase_category(text)
    assert kind is None or kind in {kind for kind, _ in phrase_table()}
    assert 0 <= stopword_share(text) <= 1


@pytest.mark.parametrize(
    "line",
    [
        "The bridge was swept away in the spring and it has not been rebuilt",
        "Die Brücke ist im Frühjahr von dem Hochwasser mitgerissen worden",
        "Le pont a été emporté par les eaux et il n’est pas encore reconstruit",
        "这座桥在春天被洪水冲走了，至今还没有重建。",
    ],
)
def test_sentences_have_more_function_words_than_menus(line):
    assert stopword_share(line) > stopword_share("Politik Wirtschaft Sport Kultur Wetter Immobilien")


def test_months_are_numbered():
    assert {MONTHS["march"], MONTHS["märz"], MONTHS["mars"], MONTHS["марта"], MONTHS["مارس"]} == {3}


def strings(path: Path) -> list[str]:
    """The literal strings of a module, docstrings left out."""
    tree = ast.parse(path.read_text("utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]


@pytest.mark.parametrize(
    "path",
    [path for room in ROOMS for path in sorted((PACKAGE / room).rglob("*.py")) if path.name not in SPELLED],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_words_beyond_ascii_stand_in_the_lexicon_alone(path: Path):
    # Two letters side by side are a word, but not in brackets: there they are the ends of ranges, as in `[A-ZÀ-Þ]`.
    bare = [re.sub(r"\[[^\]]*\]", " ", text) for text in strings(path)]
    assert [word for text in bare for word in re.findall(r"[^\W\d_]+", text) if BEYOND.search(word)] == []


WORD = re.compile(r"[a-z]{4,}")
# English as well, or the beginnings of English words, though no row of English and no docstring has them.
ALSO_ENGLISH = frozenset(
    ("ative", "avatar", "breve", "catalog", "cite", "collections", "dark", "disclosure", "docs", "expir", "favor",
     "gifts", "guides", "medium", "pricing", "public", "sans", "solutions", "tutorial", "wiki", "cong")
)  # fmt: skip


def foreign_words() -> set[str]:
    """Words of the lexicon in four small letters at least that are of other languages than English."""
    by_code: dict[bool, set[str]] = {True: set(), False: set()}
    for file in sorted((PACKAGE / "lexicon").glob("*.txt")):
        for row in file.read_text("utf-8").splitlines():
            code, parted, words = row.partition(": ")
            if parted and re.fullmatch("[a-z]{2,3}", code):
                by_code[code == "en"] |= set(WORD.findall(words.lower()))
    return by_code[False] - by_code[True]


def english_words() -> set[str]:
    """Words of docstrings, without what they quote, and of names of the package, which are English."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            told = [getattr(node, "name", None), getattr(node, "id", None)]
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                told.append(re.sub('["“`].*?["”`]', "", str(node.value.value)))
            found |= {word for text in told if isinstance(text, str) for word in WORD.findall(text.lower())}
    return found


def test_words_of_other_languages_stand_in_the_lexicon_alone_also_in_ascii():
    foreign = foreign_words() - english_words() - ALSO_ENGLISH
    found = {
        (path.relative_to(PACKAGE).as_posix(), word)
        for path in PACKAGE.rglob("*.py")
        if path.parent.name != "lexicon"
        for text in strings(path)
        for word in WORD.findall(text.lower())
        if word in foreign
    }
    assert found == set()


def test_a_row_with_a_code_has_its_words_between_semicolons(tmp_path, monkeypatch):
    monkeypatch.setattr("cleaner.lexicon.sections.__file__", str(tmp_path / "sections.py"))
    (tmp_path / "elm.txt").write_text("# note\n[trees]\nelm oak\nde: hohe ulme; eiche\n\n[none]\n", "utf-8")
    sections = Sections("elm.txt")
    assert sections.words("trees") == ("elm", "oak", "hohe ulme", "eiche")
    assert sections.either("trees") == "elm|oak|hohe ulme|eiche"
    assert sections.words("none") == ()
    with pytest.raises(KeyError):
        sections.words("shrubs")


@pytest.mark.parametrize("file", ["words.txt", "metadata.txt", "months.txt"])
def test_every_section_is_read_by_somebody(file):
    named = re.findall(r"^\[(.+)\]$", (PACKAGE / "lexicon" / file).read_text("utf-8"), re.MULTILINE)
    asked = "\n".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    numbered = re.compile(r"(?:short |jalali )?month \d+|letters, .*")
    assert len(named) == len(set(named))
    assert [name for name in named if f"'{name}'" not in asked and f'"{name}"' not in asked
            and not numbered.fullmatch(name)] == []  # fmt: skip


@pytest.mark.parametrize("file", ["words.txt", "metadata.txt", "months.txt"])
def test_only_sections_that_say_so_hold_expressions(file):
    sections = Sections(file)
    text = (PACKAGE / "lexicon" / file).read_text("utf-8")
    plain = [name for name in re.findall(r"^\[(.+)\]$", text, re.MULTILINE) if not name.endswith("(patterns)")]
    assert [word for name in plain for word in sections.words(name) if re.search(r"[\\^$*?|]", word[1:])] == []


def test_the_phrases_are_spelled_out_as_they_stand_in_their_table():
    told = "cleaner/data/phrases.tsv.z is of another table: run python -m bench.phrases"
    assert zlib.decompress(FILE.read_bytes()).decode() == spelled(), told


def test_what_is_read_is_what_was_spelled_out():
    source = SOURCE.read_bytes()
    read, made = read_spelled(FILE.read_bytes(), source), spell_out(source)
    assert read is not None
    assert (read.plain, set(read.pair_starts), list(read.slotted)) == (made.plain, made.pair_starts, made.slotted)


def test_parts_of_a_phrase_that_are_empty_stay():
    shape = Shape("* a *", "share", True, "", False, -2, "", "", ("", "a", ""))
    written = write_spelled(Spelled({"b": "login"}, [(True, "a", shape)], {"a"}), b"table")
    read = read_spelled(pack_spelled(written), b"table")
    assert read is not None
    assert (read.plain, list(read.slotted)) == ({"b": "login"}, [(True, "a", shape)])


def test_a_table_that_has_changed_since_is_not_taken_for_what_was_spelled_out():
    assert read_spelled(FILE.read_bytes(), SOURCE.read_bytes() + b"\n") is None


def test_without_the_spelled_out_file_phrases_are_read_from_their_table():
    told = """if True:
        from pathlib import Path
        from cleaner.lexicon import phrases
        phrases.FILE = Path("nowhere.tsv")
        print(phrases.phrase_category("Share this post"))
    """
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout == "share\n"


@given(st.lists(st.text(alphabet=" a\u00e4\u6e2f-", max_size=40), max_size=6))
def test_words_of_lines_are_those_of_each_line_together(lines: list[str]):
    assert count_words_of_lines("\n".join(lines)) == sum(count_words(line) for line in lines if line)
