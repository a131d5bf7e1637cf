"""The day of the crawl as the pages of other frameworks have it → a day."""

from __future__ import annotations

from datetime import date, datetime


def day_of(value: object) -> date | None:
    """The day of a date, of a moment, or of either in ISO 8601; None for anything else.

    Args:
        value: what a record, a document or a column has for the day on which its page was fetched.
    """
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value).date()
        except ValueError:
            return None
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
