"""Further bylines and dates of many languages, each read in a plain line and in elements that say what they hold."""

import pytest
from articles import HEADLINE, read

TEXT = "<p>" + "The council decided on Monday that the wall will be raised before the storms of autumn. " * 3 + "</p>"
URL = "https://www.harbourpost.example/local/night-ferry"
BYLINES = [
    ("da", "Af Søren Kjær og Mette Holm", ("Søren Kjær", "Mette Holm")),
    ("ro", "Autor: Ana-Maria Pop și Ion Rusu", ("Ana-Maria Pop", "Ion Rusu")),
    ("hu", "Szerző: Nagy Péter, Kis Anna", ("Nagy Péter", "Kis Anna")),
    ("tr", "Yazan: Ayşe Yılmaz ve Mehmet Öz", ("Ayşe Yılmaz", "Mehmet Öz")),
    ("vi", "Tác giả: Nguyễn Văn An", ("Nguyễn Văn An",)),
    ("id", "Oleh Budi Santoso dan Siti Aminah", ("Budi Santoso", "Siti Aminah")),
    ("uk", "Автор: Олена Коваль та Іван Бойко", ("Олена Коваль", "Іван Бойко")),
    ("el", "Συντάκτης: Μαρία Παππά, Γιώργος Λάμπρου", ("Μαρία Παππά", "Γιώργος Λάμπρου")),
    ("fa", "نویسنده: علی رضایی", ("علی رضایی",)),
    ("bn", "লেখক: রহিম উদ্দিন", ("রহিম উদ্দিন",)),
    ("ta", "எழுதியவர்: கவிதா ராஜன்", ("கவிதா ராஜன்",)),
    ("hi", "रिपोर्ट: अजय सिंह, नेहा वर्मा", ("अजय सिंह", "नेहा वर्मा")),
    ("zh-TW", "記者 王小明 台北報導", ("王小明",)),
    ("zh-TW", "（記者王小明／台北報導）", ("王小明",)),
    ("zh-TW", "本報記者 王小明、李大同", ("王小明", "李大同")),
    ("zh", "文：李小明　编辑：王大同", ("李小明",)),
    ("zh", "文/李小明", ("李小明",)),
    ("ja", "執筆：佐藤花子、監修：鈴木一郎", ("佐藤花子",)),
    ("ko", "김민수·이지은 기자", ("김민수", "이지은")),
    ("ko", "김민수 기자 kms@harbour.example", ("김민수",)),
    ("en", "By Emma Ellis | Harbour Post", ("Emma Ellis",)),
    ("en", "By Emma Ellis, Staff Writer | Photos by Ben Harrow", ("Emma Ellis",)),
    ("en", "By Emma Ellis, PhD, and Ben Harrow, MD", ("Emma Ellis", "Ben Harrow")),
    ("en", "By Emma Ellis in Port Ellery and Ben Harrow in London", ("Emma Ellis", "Ben Harrow")),
    ("en", "March 14, 2024 by Emma Ellis", ("Emma Ellis",)),
    ("en", "Posted on March 14, 2024 by Emma Ellis in News", ("Emma Ellis",)),
    ("en", "Posted by Emma Ellis on March 14, 2024 at 9:30 am · 5 comments", ("Emma Ellis",)),
    ("en", "Written by Emma Ellis • Updated March 14, 2024 • 5 min read", ("Emma Ellis",)),
    ("en", "Editor: Ben Harrow | By Emma Ellis", ("Emma Ellis",)),
    ("en", "Words: Emma Ellis / Pictures: Ben Harrow", ("Emma Ellis",)),
    ("en", "By Reuters", ("Reuters",)),
    ("de", "Von Anke Möller (dpa)", ("Anke Möller",)),
    ("de", "Von Anke Möller und Jan Kunze, Hamburg", ("Anke Möller", "Jan Kunze")),
    ("de", "Ein Kommentar von Anke Möller", ("Anke Möller",)),
    ("fr", "Par Jeanne Vidal, à Lyon", ("Jeanne Vidal",)),
    ("fr", "Par Jeanne Vidal (avec AFP)", ("Jeanne Vidal",)),
    ("es", "Por Ana Gil Soto | Madrid", ("Ana Gil Soto",)),
    ("es", "Por Ana Gil Soto / Fotos: Leo Paz", ("Ana Gil Soto",)),
    ("it", "di Carla Neri - 14 marzo 2024", ("Carla Neri",)),
    ("nl", "Door onze redacteur Joris van den Berg", ("Joris van den Berg",)),
]
UPDATED = [
    ("en", "Last modified: 2024-03-14"), ("de", "Zuletzt aktualisiert am 14.03.2024"),
    ("es", "Actualizado el 14 de marzo de 2024"), ("it", "Ultimo aggiornamento: 14 marzo 2024"),
    ("sv", "Senast uppdaterad 14 mars 2024"), ("nl", "Laatst bijgewerkt: 14 maart 2024"),
    ("pl", "Zaktualizowano: 14 marca 2024"), ("ja", "最終更新日 2024年3月14日"), ("ko", "수정 2024.03.14"),
    ("zh", "更新于 2024-03-14"), ("tr", "Güncelleme: 14 Mart 2024"), ("ar", "آخر تحديث: 14 مارس 2024"),
]  # fmt: skip


def page(line, lang, wrap="<p>{}</p>"):
    body = f"<article><h1>{HEADLINE}</h1>{wrap.format(line)}{TEXT * 4}</article>"
    return read(f"<html lang='{lang}'><head><title>{HEADLINE}</title></head><body>{body}</body></html>", URL)


@pytest.mark.parametrize("wrap", ["<p>{}</p>", "<div class='byline'>{}</div>", "<span class='author'>{}</span>"])
@pytest.mark.parametrize(("lang", "line", "authors"), BYLINES)
def test_a_byline_names_its_authors_alone(lang, line, authors, wrap):
    assert page(line, lang, wrap).authors == authors


@pytest.mark.parametrize(("lang", "line"), UPDATED)
def test_a_date_of_change_is_the_pages_where_it_has_no_other(lang, line):
    assert (page(line, lang).date or "")[:10] == "2024-03-14"


@pytest.mark.parametrize(
    "line",
    ["Opening day: 14 March 2024", "Exhibition runs until 14 March 2024", "Deadline: March 14, 2024",
     "Registered: March 14, 2014", "Retrieved 14 March 2024", "Offer valid through March 14, 2024"],
)  # fmt: skip
def test_a_date_of_another_matter_is_not_the_pages(line):
    assert page(line, "en").date is None
