"""Dates as pages in many languages print them: 79 in 60 languages, each alone below the headline."""

import pytest

from cleaner import Cleaner
from cleaner.metadata.date_calendars import find_day
from cleaner.metadata.date_text import read_date

CLEANER = Cleaner(rules=None)
STORY = (
    "The mill by the weir ground its first corn in forty years while the whole village stood and watched the wheel. "
)
DATES = [
    ("af", "06 April 2013", "2013-04-06"),
    ("am", "ሰኞ 17 ኖቬምበር 2014", "2014-11-17"),
    ("ar", "28 يونيو 2015", "2015-06-28"),
    ("az", "11 yanvar 2016", "2016-01-11"),
    ("be", "22 жніўня 2017 г.", "2017-08-22"),
    ("bg", "понеделник, 5 март 2018 г.", "2018-03-05"),
    ("bn", "16 অক্টোবর, 2019", "2019-10-16"),
    ("ca", "10 de desembre del 2021", "2021-12-10"),
    ("cs", "čtvrtek 21. července 2022", "2022-07-21"),
    ("cy", "4 Chwefror 2023", "2023-02-04"),
    ("da", "15. september 2013", "2013-09-15"),
    ("de", "26. April 2014", "2014-04-26"),
    ("el", "Δευτέρα 9 Νοεμβρίου 2015", "2015-11-09"),
    ("en", "June 20, 2016", "2016-06-20"),
    ("es", "3 de enero de 2017", "2017-01-03"),
    ("et", "14. august 2018", "2018-08-14"),
    ("eu", "2019(e)ko martxoaren 25(a), astelehena", "2019-03-25"),
    ("fi", "8. lokakuuta 2020", "2020-10-08"),
    ("fr", "2 décembre 2022", "2022-12-02"),
    ("ga", "Déardaoin 13 Iúil 2023", "2023-07-13"),
    ("gl", "24 de febreiro de 2013", "2013-02-24"),
    ("gu", "7 સપ્ટેમ્બર, 2014", "2014-09-07"),
    ("he", "18 באפריל 2015", "2015-04-18"),
    ("hi", "मंगलवार, 1 नवंबर 2016", "2016-11-01"),
    ("hr", "12. lipnja 2017.", "2017-06-12"),
    ("hu", "2018. január 23.", "2018-01-23"),
    ("hy", "2019 թ. օգոստոսի 6", "2019-08-06"),
    ("id", "Selasa, 17 Maret 2020", "2020-03-17"),
    ("is", "28. október 2021", "2021-10-28"),
    ("it", "11 maggio 2022", "2022-05-11"),
    ("ja", "2023年12月22日", "2023-12-22"),
    ("ka", "პარასკევი, 05 ივლისი, 2013", "2013-07-05"),
    ("kk", "2014 ж. 16 ақпан", "2014-02-16"),
    ("ko", "2017년 11월 21일 화요일", "2017-11-21"),
    ("ky", "2018-ж., 4-июнь", "2018-06-04"),
    ("lt", "2021 m. kovo 9 d., antradienis", "2021-03-09"),
    ("lv", "2022. gada 20. oktobris", "2022-10-20"),
    ("mk", "3 мај 2023 г.", "2023-05-03"),
    ("mn", "2014 оны долоодугаар сарын 25, баасан гараг", "2014-07-25"),
    ("mr", "8 फेब्रुवारी, 2015", "2015-02-08"),
    ("nb", "tirsdag 13. november 2018", "2018-11-13"),
    ("nl", "7 januari 2020", "2020-01-07"),
    ("pl", "wtorek, 1 marca 2022", "2022-03-01"),
    ("pt", "12 de outubro de 2023", "2023-10-12"),
    ("ro", "23 mai 2013", "2013-05-23"),
    ("ru", "6 декабря 2014 г.", "2014-12-06"),
    ("sk", "piatok 17. júla 2015", "2015-07-17"),
    ("sl", "28. februar 2016", "2016-02-28"),
    ("sq", "11 shtator 2017", "2017-09-11"),
    ("sr", "22. април 2018.", "2018-04-22"),
    ("sv", "tisdag 5 november 2019", "2019-11-05"),
    ("ta", "27 ஜனவரி, 2021", "2021-01-27"),
    ("th", "วันอังคารที่ 21 มีนาคม ค.ศ. 2023", "2023-03-21"),
    ("tr", "4 Ekim 2013", "2013-10-04"),
    ("uk", "15 травня 2014 р.", "2014-05-15"),
    ("ur", "26 دسمبر، 2015", "2015-12-26"),
    ("uz", "shanba, 9-iyul, 2016", "2016-07-09"),
    ("vi", "20 tháng 2, 2017", "2017-02-20"),
    ("zh", "2018年9月3日", "2018-09-03"),
    ("hr", "18. listopada 2021.", "2021-10-18"),
    ("pl", "18 listopada 2021", "2021-11-18"),
    ("ar", "31 كانون الأول 2023", "2023-12-31"),
    ("ar", "٤ غشت ٢٠٢١", "2021-08-04"),
    ("th", "15 ม.ค. 2567 เวลา 10:30 น.", "2024-01-15"),
    ("th", "02/11/2565", "2022-11-02"),
    ("fa", "۱ فروردین ۱۴۰۳", "2024-03-20"),
    ("fa", "پنجشنبه ۳۰ اسفند ۱۴۰۳ ساعت ۱۲:۱۵", "2025-03-20"),
    ("fa", "۱۴۰۲/۱۰/۲۵", "2024-01-15"),
    ("ja", "令和6年3月5日（火）", "2024-03-05"),
    ("ja", "平成31年4月30日 07時00分", "2019-04-30"),
    ("ja", "令和元年5月1日", "2019-05-01"),
    ("zh", "中華民國113年12月7日", "2024-12-07"),
    ("zh", "二〇二三年十二月三十一日", "2023-12-31"),
    ("hi", "प्रकाशित: ०९ मार्च २०२३", "2023-03-09"),
    ("bn", "প্রকাশ: ২১ ফেব্রুয়ারি ২০২২, ০৮:৪৫", "2022-02-21"),
    ("mr", "१२ ऑगस्ट २०२०", "2020-08-12"),
    ("kk", "2024 жылғы 5 қазан", "2024-10-05"),
    ("eu", "2023ko abenduaren 8a", "2023-12-08"),
    ("de", "Mi., 14. Jän. 2015, 09:05 MEZ", "2015-01-14"),
]


def page(date: str, language: str) -> str:
    story = f"<p>{STORY * 2}</p>" * 4
    return (
        f'<html lang="{language}"><head><meta charset="utf-8"><title>The mill grinds again</title></head><body><main>'
        f"<article><h1>The mill grinds again</h1><p class=when>{date}</p>{story}</article></main></body></html>"
    )


@pytest.mark.parametrize(("language", "text", "iso"), DATES)
def test_a_printed_date_is_read_on_a_page_in_its_language(language, text, iso):
    assert (CLEANER.clean(page(text, language)).date or "")[:10] == iso


def test_the_battery_is_as_broad_as_it_says():
    assert len(DATES) == 79
    assert len({language for language, _, _ in DATES}) == 60


@pytest.mark.parametrize(
    "text",
    [
        "Season 4, January 12",  # no year
        "January 2024",  # no day
        "15/01/67",  # a year of another calendar, of which two digits are left
        "平成元年1月7日",  # before the web
        "30 اسفند 1402",  # no leap year
        "Bus 17 in 2024 takes the marchers 12 stops",
        "12 000 tonnes de mai 20245",
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert read_date(text, day_first=True) is None


@pytest.mark.parametrize(
    ("jalali", "iso"),
    [("1 فروردین 1369", "1990-03-21"), ("29 اسفند 1402", "2024-03-19"), ("1 مهر 1400", "2021-09-23"),
     ("25 دی 1402", "2024-01-15"), ("12 بهمن 1357", None)],
)  # fmt: skip
def test_the_iranian_calendar_is_counted_from_the_spring(jalali, iso):
    found = find_day(jalali)
    assert (found.day.isoformat() if found else None) == iso


def test_a_month_takes_no_number_from_beyond_another_date():
    found = find_day("30.01.202430. Januar 2024")
    assert found is None or found.day.isoformat() == "2024-01-30"


def test_a_raised_digit_is_no_day():
    assert read_date("Januar 2012 (²)") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("113年5月7日", "2024-05-07"),
        ("令和六年五月七日", "2024-05-07"),
        ("平成元年五月七日", None),  # 1989: before the web
        ("7 พ.ค. 67", "2024-05-07"),
        ("2024 оны 5 сарын 7", "2024-05-07"),
        ("7 May '24", "2024-05-07"),
        ("7 May ’24", "2024-05-07"),
    ],
)
def test_short_years_and_eras_in_numerals_are_read(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize(
    "text",
    ["14 මාර්තු 2024", "2024 මාර්තු 14", "2024 оны 3-р сарын 14", "14 מערץ 2024", "14 martsa 2024", "14 Matshi 2024",
     "14 marzu 2024", "14 Poutūterangi 2024"],
)  # fmt: skip
def test_months_of_rarer_languages_are_read(text):
    assert read_date(text) == "2024-03-14"
