"""Printed dates → ISO 8601."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.metadata.date_text import read_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2021-10-20T14:16:00+0300", "2021-10-20T14:16:00+03:00"),
        ("2021-10-20T14:16Z", "2021-10-20T14:16:00+00:00"),
        ("2021-10-20", "2021-10-20"),
        ("2021/10/20", "2021-10-20"),
        ("20211020", "2021-10-20"),
        ("20211020T101500Z", "2021-10-20T10:15:00+00:00"),
        ("1634739360", "2021-10-20T14:16:00+00:00"),
        ("1634739360000", "2021-10-20T14:16:00+00:00"),
        ("Wed, 20 Oct 2021 10:00:00 GMT", "2021-10-20T10:00:00+00:00"),
        ("Wed Oct 20 2021 10:15:30 GMT+0200", "2021-10-20T10:15:30+02:00"),
        ("OCTOBER 20, 2021 14:16", "2021-10-20T14:16:00"),
        ("Oct. 20, 2021, 2:16 PM EDT", "2021-10-20T14:16:00-04:00"),
        ("Published Oct 20th 2021", "2021-10-20"),
        ("20.10.2021, 14:16 Uhr", "2021-10-20T14:16:00"),
        ("Mittwoch, 20. Oktober 2021", "2021-10-20"),
        ("Le 5 août 2023 à 12h30", "2023-08-05T12:30:00"),
        ("20 de octubre de 2021", "2021-10-20"),
        ("5 grudnia 2023 r.", "2023-12-05"),
        ("20 октября 2021, 14:16", "2021-10-20T14:16:00"),
        ("28 בנובמבר 2025", "2025-11-28"),
        ("١٢ مايو ٢٠٢٤", "2024-05-12"),
        ("Updated Oct 20 202110:15 AM EDT", "2021-10-20"),
        ("m² of glass, März 3 2021", "2021-03-03"),
        ("20 अक्टूबर 2021", "2021-10-20"),
        ("2021년 10월 20일 14:16", "2021-10-20T14:16:00"),
        ("2021年10月20日 14時", "2021-10-20"),
        ("2026. 7. 12. 14:02", "2026-07-12T14:02:00"),
        ("2025. október 3., 12:00", "2025-10-03T12:00:00"),
        ("ngày 20 tháng 10 năm 2021", "2021-10-20"),
        ("14/05/2024", "2024-05-14"),
        ("05/14/2024", "2024-05-14"),
        ("04/05/2024 02:00 PM", "2024-04-05T14:00:00"),
    ],
)
def test_dates_are_read_in_many_spellings(text, iso):
    assert read_date(text) == iso


@pytest.mark.parametrize(
    "text", ["", "July 2024", "5 min read", "04/05/2024", "99.99.2020", "31 June 2021", "version 1.2", "1815-06-18"]
)
def test_what_is_no_certain_date_gives_none(text):
    assert read_date(text) is None


@pytest.mark.parametrize(("day_first", "iso"), [(True, "2024-05-04"), (False, "2024-04-05")])
def test_the_caller_settles_an_ambiguous_order(day_first, iso):
    assert read_date("04/05/2024", day_first=day_first) == iso


@given(st.datetimes(min_value=datetime(1991, 1, 1), max_value=datetime(2099, 12, 31)))
def test_iso_dates_survive(moment):
    moment = moment.replace(microsecond=0)
    assert read_date(moment.isoformat()) == moment.isoformat()


@given(st.text(max_size=80), st.sampled_from([None, True, False]))
def test_a_date_is_iso_or_none(text, day_first):
    found = read_date(text, day_first=day_first)
    assert found is None or datetime.fromisoformat(found)
