"""Bylines and dates as single languages write them."""

import pytest

from cleaner.metadata import read_metadata
from cleaner.page.dom import parse
from cleaner.page.segment import segment

STORY = "<p>The council decided on Monday that the wall will be raised before the storms of autumn.</p>" * 4


def headed(lang, line):
    head = "<meta property='og:type' content='article'>"
    html = f"<html lang='{lang}'><head>{head}</head><body><h1>Harbour wall rises</h1>{line}{STORY}</body></html>"
    page = parse(html, "https://www.harbourtimes.example/2024/harbour-wall")
    return read_metadata(page, segment(page).blocks, {})


@pytest.mark.parametrize(
    ("lang", "line", "names"),
    [
        ("en", "By Emma Ellis | Marlow Gazette", ("Emma Ellis",)),
        ("en", "By The Marlow Gazette", ("The Marlow Gazette",)),
        ("hu", "Kiss Dóra 2024. május 13.", ("Kiss Dóra",)),
        ("ro", "De Ioana Bălan, 13 mai 2024", ("Ioana Bălan",)),
        ("fa", "گزارش: مریم احمدی", ("مریم احمدی",)),
        ("ko", "글 김서연 사진 박준호", ("김서연",)),
        ("ko", "글 김서연 영상: 박준호", ("김서연",)),
        ("ko", "[항구일보=김서연 기자]", ("김서연",)),
        ("ko", "(서울=항구통신) 김서연 기자", ("김서연",)),
        ("zh", "责任编辑：刘志强　作者：王海燕", ("王海燕",)),
        ("ja", "翻訳：高橋美咲 著者：佐藤健太", ("佐藤健太",)),
    ],
)
def test_bylines_of_single_languages(lang, line, names):
    assert headed(lang, f"<p class='byline'>{line}</p>").authors == names


@pytest.mark.parametrize(
    ("lang", "line", "day"),
    [
        ("ps", "۱۳ می ۲۰۲۴", "2024-05-13"),
        ("km", "ថ្ងៃទី១៣ ខែឧសភា ឆ្នាំ២០២៤", "2024-05-13"),
        ("tg", "13 майи 2024", "2024-05-13"),
        ("ja", "R6.5.13", "2024-05-13"),
        ("ja", "公開日：H31.4.30", "2019-04-30"),
        ("my", "၂၀၂၄ ခုနှစ် ဇူလိုင်လ ၃ ရက်", "2024-07-03"),
    ],
)
def test_dates_of_single_languages(lang, line, day):
    assert headed(lang, f"<p>{line}</p>").date == day


def test_a_version_is_no_year_of_an_era():
    assert headed("en", "<p>Release R6.15.13</p>").date is None
