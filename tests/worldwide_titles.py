"""Invented pages with sections, widgets, cut and repeated titles, quotes and dashes, in ten more languages."""

from __future__ import annotations

from further_titles import pg

A = "Harbour lights return after a long dark winter"
U = "https://www.weirgazette.example/news/harbour-lights-return"

HARBOUR: list[tuple[str, tuple[str, str], str]] = [
    (
        "quotes",
        pg(f"<h1>“We never gave up”: {A}</h1>", f"“We never gave up”: {A} | Weir Gazette"),
        f"“We never gave up”: {A}",
    ),
    (
        "question colon",
        pg("<h1>Why now? The case for lights: a reply</h1>", "Why now? The case for lights: a reply - Weir Gazette"),
        "Why now? The case for lights: a reply",
    ),
    (
        "dash in headline",
        pg(
            "<h1>Lights out – and back again – in the harbour</h1>",
            "Lights out – and back again – in the harbour – Weir Gazette",
        ),
        "Lights out – and back again – in the harbour",
    ),
    ("featured blog", pg(f"<h1>Featured Blog</h1><h2>{A}</h2>", f"{A} - Weir Gazette", og=A), A),
    ("h1 error widget", pg(f"<h1>{A}</h1><div><h1>Error</h1></div>", A), A),
    ("translate box", pg(f'<div id="translate"><h1>Select Language</h1></div><h1>{A}</h1>', f"{A} | Weir Gazette"), A),
    ("section h1", pg(f"<h1>Opinion</h1><article><h2>{A}</h2></article>", f"{A} | Opinion | Weir Gazette"), A),
    ("related h1 below", pg(f"<h2>{A}</h2>" + "<p>x</p>" * 3 + "<h1>You may also like</h1>", f"{A} | Weir Gazette"), A),
    (
        "newsletter h1",
        pg(f'<div class="modal"><h1>Sign up for our newsletter</h1></div><h1>{A}</h1>', f"{A} | Weir Gazette"),
        A,
    ),
    ("subtitle in h1", pg(f"<h1>{A} <small>How a village saved its lamps</small></h1>", f"{A} | Weir Gazette"), A),
    (
        "kicker div",
        pg(f'<p class="kicker">Coast</p><h1>{A}</h1><p class="dek">How it went</p>', f"{A} | Coast | Weir Gazette"),
        A,
    ),
    (
        "nbsp entities",
        pg("<h1>Lights &amp;amp; lamps: harbour&nbsp;tale</h1>", "Lights &amp; lamps: harbour tale | Weir Gazette"),
        "Lights & lamps: harbour tale",
    ),
    ("og cut", pg(f"<h1>{A}</h1>", f"{A} | Weir Gazette", og=A[:30] + "…"), A),
    ("title cut", pg(f"<h1>{A}</h1>", A[:30] + "... | Weir Gazette", og=A), A),
    (
        "og seo",
        pg(
            f"<h1>{A}</h1>",
            "Harbour lights 2024: all you need to know | Weir Gazette",
            og="Harbour lights 2024: all you need to know",
            ld=A,
        ),
        A,
    ),
    ("no h1 jsonld", pg(f'<div class="headline">{A}</div>', "Weir Gazette", ld=A), A),
    ("site name first no sep", pg(f"<h1>{A}</h1>", f"Weir Gazette: {A}", site="Weir Gazette"), A),
    ("triple bar", pg(f"<h1>{A}</h1>", f"News ||| {A} ||| Weir Gazette"), A),
    ("arrow", pg(f"<h2>{A}</h2>", f"{A} » Weir Gazette » Local"), A),
    ("parenthesised site", pg(f"<h1>{A}</h1>", f"{A} (Weir Gazette)"), A),
    ("by author in title", pg(f"<h1>{A}</h1>", f"{A} by Tessa Rowntree | Weir Gazette"), A),
    ("date in title", pg(f"<h1>{A}</h1>", f"{A} | 4 March 2023 | Weir Gazette"), A),
    ("domain in title", pg(f"<h1>{A}</h1>", f"{A} - weirgazette.example"), A),
    ("upper h1", pg(f"<h1>{A.upper()}</h1>", f"{A} | Weir Gazette", og=A), A),
    ("h1 link to itself", pg(f'<h1><a href="{U}">{A}</a></h1>', f"{A} | Weir Gazette", url=U), A),
    ("two h1 mobile", pg(f'<h1 class="mobile">{A}</h1><h1 class="desktop">{A}</h1>', f"{A} | Weir Gazette"), A),
    ("emoji", pg(f"<h1>💡 {A}</h1>", f"💡 {A} | Weir Gazette"), f"💡 {A}"),
    (
        "number start",
        pg("<h1>7 lamps that changed the harbour</h1>", "7 lamps that changed the harbour | Weir Gazette"),
        "7 lamps that changed the harbour",
    ),
    (
        "episode",
        pg(
            "<h1>Episode 12: Lamps and gulls</h1>",
            "Episode 12: Lamps and gulls — The Harbour Podcast",
            url="https://harbourpodcast.example/12",
        ),
        "Episode 12: Lamps and gulls",
    ),
    (
        "part",
        pg("<h1>Lamps of the harbour (Part 2)</h1>", "Lamps of the harbour (Part 2) | Weir Gazette"),
        "Lamps of the harbour (Part 2)",
    ),
    (
        "de quotes",
        pg(
            "<h1>„Wir gaben nie auf“: Lichter kehren zurück</h1>",
            "„Wir gaben nie auf“: Lichter kehren zurück - Wehrbote",
            lang="de",
            url="https://wehrbote.example/a",
        ),
        "„Wir gaben nie auf“: Lichter kehren zurück",
    ),
    (
        "de plus",
        pg(
            '<h1><span class="plus">Plus</span> Lichter kehren nach langem Winter zurück</h1>',
            "Lichter kehren nach langem Winter zurück | Wehrbote",
            lang="de",
            url="https://wehrbote.example/a",
        ),
        "Lichter kehren nach langem Winter zurück",
    ),
    (
        "tr",
        pg(
            "<h1>Liman ışıkları uzun kıştan sonra döndü</h1>",
            "Liman ışıkları uzun kıştan sonra döndü - Bent Gazetesi",
            lang="tr",
            url="https://bentgazetesi.example/a",
        ),
        "Liman ışıkları uzun kıştan sonra döndü",
    ),
    (
        "hu",
        pg(
            "<h2>Visszatértek a kikötő fényei</h2>",
            "Visszatértek a kikötő fényei | Gát Hírlap",
            lang="hu",
            url="https://gathirlap.example/a",
        ),
        "Visszatértek a kikötő fényei",
    ),
    (
        "vi",
        pg(
            "<h1>Ánh đèn cảng trở lại sau mùa đông dài</h1>",
            "Ánh đèn cảng trở lại sau mùa đông dài - Báo Đập Nước",
            lang="vi",
            url="https://dapnuoc.example/a",
        ),
        "Ánh đèn cảng trở lại sau mùa đông dài",
    ),
    (
        "ja",
        pg(
            "<h1>港の灯りが長い冬のあとに戻る</h1>",
            "港の灯りが長い冬のあとに戻る｜堰新聞",
            lang="ja",
            url="https://seki.example/a",
        ),
        "港の灯りが長い冬のあとに戻る",
    ),
    (
        "ko",
        pg(
            "<h3>긴 겨울 뒤 항구의 불빛이 돌아왔다</h3>",
            "긴 겨울 뒤 항구의 불빛이 돌아왔다 - 둑신문",
            lang="ko",
            url="https://duk.example/a",
        ),
        "긴 겨울 뒤 항구의 불빛이 돌아왔다",
    ),
    (
        "zh",
        pg(
            "<h1>漫长冬天之后港口灯火归来</h1>",
            "漫长冬天之后港口灯火归来_新闻频道_水坝网",
            lang="zh",
            url="https://shuiba.example/a",
        ),
        "漫长冬天之后港口灯火归来",
    ),
    (
        "fa",
        pg(
            "<h1>چراغ‌های بندر پس از زمستان بازگشتند</h1>",
            "چراغ‌های بندر پس از زمستان بازگشتند | روزنامه سد",
            lang="fa",
            url="https://sad.example/a",
        ),
        "چراغ‌های بندر پس از زمستان بازگشتند",
    ),
    ("share title", pg(f"<h1>{A}</h1><h1>Share this article</h1>", f"{A} | Weir Gazette"), A),
]
