"""Rows of a table → records: which columns hold page, text, address and name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from cleaner import expressions as re
from cleaner.dumps.file_entry import FileEntry
from cleaner.dumps.formats.kept_columns import kept_columns, kept_values
from cleaner.dumps.formats.nested import value_at
from cleaner.dumps.formats.pages import too_large
from cleaner.dumps.formats.row_values import first_day, first_text, text_of, unread_page
from cleaner.dumps.formats.wrapped import inflated, looks_like_html, stands_for_nothing, wrapping
from cleaner.dumps.record import ReadOptions, Record
from cleaner.dumps.warc.codings import undo_codings
from cleaner.errors import DumpError, MissingExtra
from cleaner.judge.kind_option import require_kind

# In order of preference; compared without case, and with - and space as _.
HTML_NAMES: Final = (
    "html", "raw_html", "page_html", "html_content", "content_html", "html_raw", "html_source", "source_html",
)  # fmt: skip
MIXED_NAMES: Final = (
    "content", "body", "page", "raw_content", "page_content", "response", "response_body", "document", "raw",
)  # fmt: skip
TEXT_NAMES: Final = (
    "text", "plain_text", "plaintext", "raw_text", "page_text", "full_text", "article_text", "main_text",
)  # fmt: skip
URL_NAMES: Final = (
    "url", "uri", "source_url", "page_url", "target_uri", "warc_target_uri", "canonical_url", "link", "href",
)  # fmt: skip
ID_NAMES: Final = (
    "id", "doc_id", "docid", "document_id", "page_id", "record_id", "warc_record_id", "uuid", "guid", "_id", "key",
)  # fmt: skip
CHARSET_NAMES: Final = ("charset", "http_charset", "content_charset")
CRAWLED_NAMES: Final = ("crawled", "crawl_date", "warc_date", "fetch_time", "fetch_date", "fetched_at", "crawled_at")

NO_PAGE: Final = "no page: "
"""How the error of a row begins that has a column for the page, but no page in it."""

_LONGEST_SHOWN: Final = 40  # characters of a column's name that an error shows
# The only key of the object that a HAR file is.
_HAR: Final = ("log",)


class Columns(NamedTuple):
    """The columns of a table that matter, each role's in order of preference."""

    html: tuple[str, ...]
    mixed: tuple[str, ...]
    text: tuple[str, ...]
    url: tuple[str, ...]
    id: tuple[str, ...]
    charset: tuple[str, ...]
    crawled: tuple[str, ...]
    kind: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    """Columns with the name of one for HTML that hold something else, where others can hold the page."""

    @property
    def pages(self) -> tuple[str, ...]:
        """Columns that may hold the page."""
        return self.html + self.mixed + self.text

    @property
    def all(self) -> tuple[str, ...]:
        """Every column worth reading, once."""
        return tuple(dict.fromkeys(name for role in self for name in role))


def names_in(row: Mapping[str, Any], options: ReadOptions) -> tuple[str, ...]:
    """The names of a row's columns; of one named by a path such as `response.body`, its neighbours' paths, too."""
    names = tuple(row)
    for parent in parents(options):
        inner = value_at(row, parent)
        if isinstance(inner, Mapping):
            names += tuple(f"{parent}.{name}" for name in inner)
    return names


@lru_cache(maxsize=16)
def parents(options: ReadOptions) -> tuple[str, ...]:
    """Of the columns that the options name by a path, what holds them."""
    return tuple(dict.fromkeys(parent for name in options.columns if (parent := (name or "").rpartition(".")[0])))


@lru_cache(maxsize=256)
def find_columns(names: tuple[str, ...], options: ReadOptions) -> Columns:
    """Sort out a table's columns; a name given in the options rules out the others of its role.

    With only one of the HTML and text columns named, pages are sought nowhere else.
    """
    named_page = bool(options.html_column or options.text_column)

    def role(named: str | None, known: Sequence[str], *, page: bool = False) -> tuple[str, ...]:
        if named:
            return (named,) if named in names else ()
        return () if page and named_page else _known(names, known)

    return Columns(
        html=role(options.html_column, HTML_NAMES, page=True),
        mixed=role(None, MIXED_NAMES, page=True),
        text=role(options.text_column, TEXT_NAMES, page=True),
        url=role(options.url_column, URL_NAMES),
        id=role(options.id_column, ID_NAMES),
        charset=_known(names, CHARSET_NAMES),
        crawled=_known(names, CRAWLED_NAMES),
        kind=role(options.kind_column, ()),
    )


def _known(names: Iterable[str], known: Sequence[str]) -> tuple[str, ...]:
    plain = {re.sub(r"[\s-]", "_", name.lower()): name for name in names}
    return tuple(plain[name] for name in known if name in plain)


def require_columns(names: tuple[str, ...], options: ReadOptions, source: str) -> Columns:
    """The table's columns, after a look whether it has those that are wanted.

    Raises:
        DumpError: the table has no column with pages, lacks a column that was named, or has two columns of a
            name that goes into the record.
    """
    columns = find_columns(names, options)
    if not columns.pages:
        raise DumpError(f"{source}: {missing_page(names, options)}")
    first = [name for role in columns for name in role[:1]]
    _require_single(names, (*first, *kept_columns(names, columns, options)), source)
    named = (("--url-column", options.url_column), ("--id-column", options.id_column))
    for option, name in (*named, ("--kind-column", options.kind_column)):
        if name and name not in names:
            raise DumpError(f"{source}: {option}: there is no column {name}; the columns are: {_shown(names)}")
    return columns


def _require_single(names: Sequence[str], wanted: Iterable[str], source: str) -> None:
    """Look whether a table has each column that is wanted only once, since a row can hold only one value of a name.

    Raises:
        DumpError: two columns have one name.
    """
    times = Counter(names)
    if doubled := next((name for name in wanted if name and times[name] > 1), None):
        raise DumpError(f"{source}: {times[doubled]} columns are named {doubled}: give each a name of its own")


def record_of(
    row: Mapping[str, Any], columns: Columns, entry: FileEntry, position: int, options: ReadOptions
) -> Record:
    """Make the record of one row; what is wrong with the row is the record's error."""
    name = default_name(entry, position)
    found = _id(row, columns)
    usable = [column for column in columns.pages if isinstance(value_at(row, column), bytes | str)]
    filled = (column for column in usable if (held := value_at(row, column)) and not stands_for_nothing(held))
    page = next(filled, usable[0] if usable else None)
    url, no_url = first_text(row, columns.url, "--url-column")
    charset, no_charset = first_text(row, columns.charset)
    crawled, no_day = first_day(row, columns.crawled)
    html = () if page in columns.html else (*columns.html, *columns.unread)
    told = (_id_note(found, row, columns, options), no_url, no_charset, no_day, unread_page(row, html) if page else "")
    record = Record(
        found or name, url, b"", "html", entry.source, position, name=name, charset=charset, crawled=crawled,
        note="\n".join(filter(None, told)) or None, kept_columns=kept_values(row, columns, options),
    )  # fmt: skip
    if page is None:
        return record._replace(error=_no_page(row, columns, options))
    try:
        body, kind = _body_of(row, page, columns, options), _kind(row, columns)
    except ValueError as error:
        return record._replace(error=str(error))
    is_text = page in columns.text or (page in columns.mixed and not looks_like_html(body))
    return record._replace(body=body, body_type="text" if is_text else "html", page_type=kind)


def _body_of(row: Mapping[str, Any], page: str, columns: Columns, options: ReadOptions) -> bytes | str:
    """The page in a column.

    Raises:
        ValueError: the value is too large for a page, or no page; the message is for the record's error.
    """
    body: bytes | str = value_at(row, page)
    if isinstance(body, bytes):
        body = _unpacked(body, options.max_bytes)
    if len(body) > options.max_bytes:
        raise ValueError(too_large(options.max_bytes))
    if stands_for_nothing(body):
        raise ValueError(f"{NO_PAGE}column {page!r} holds {body!r}, which stands for nothing")
    if wrapped := wrapping(body, is_text=page in columns.text):
        raise ValueError(f"{NO_PAGE}column {page!r} holds {wrapped}")
    return body


def _unpacked(body: bytes, max_bytes: int) -> bytes:
    """The page without what packs it, told by its bytes; one byte too many where that is larger than a page may be.

    Raises:
        ValueError: the page is packed with Zstandard, and that library is not installed.
    """
    try:
        plain = undo_codings(body, [], max_bytes).raw
    except MissingExtra as error:
        raise ValueError(f"cannot be unpacked: {error}") from None
    return bytes(max_bytes + 1) if plain is None else inflated(plain, max_bytes)


def default_name(entry: FileEntry, position: int) -> str:
    """The name of a page that has none: file name and position."""
    return f"{entry.name}:{position}"


def _id(row: Mapping[str, Any], columns: Columns) -> str | None:
    for column in columns.id:
        value = value_at(row, column)
        if isinstance(value, float) and value.is_integer():
            value = int(value)  # programs that have no null among whole numbers make all of a column floats
        if stands_for_nothing(value):
            continue
        if text := str(value) if isinstance(value, int) else text_of(value):
            return text
    return None


def _kind(row: Mapping[str, Any], columns: Columns) -> str | None:
    """What sort of page the row says that it is; None where it says nothing.

    Raises:
        ValueError: the row names a kind that does not exist.
    """
    for column in columns.kind:
        value = value_at(row, column)
        if value is not None and value != "":
            return require_kind(value.lower() if isinstance(value, str) else str(value))
    return None


def _id_note(found: str | None, row: Mapping[str, Any], columns: Columns, options: ReadOptions) -> str | None:
    # A dump without ids is common and no news; one whose ids have gaps or another type is worth a word.
    wanted = options.id_column or next((column for column in columns.id if column in row), None)
    return None if found or not wanted else f"id_missing: {wanted} is empty or no name; file and position serve as id"


def _no_page(row: Mapping[str, Any], columns: Columns, options: ReadOptions) -> str:
    if not columns.pages:
        return missing_page(names_in(row, options), options)
    held = {column: value_at(row, column) for column in columns.pages}
    wrong = next((column for column, value in held.items() if value is not None), None)
    if wrong and (inner := _first_name(held[wrong])):
        return f"{NO_PAGE}column {wrong!r} holds an object: name the page in it, such as --html-column {wrong}.{inner}"
    if wrong:
        return f"{NO_PAGE}column {wrong!r} holds {type(held[wrong]).__name__}, not text or bytes"
    return f"{NO_PAGE}{' and '.join(held)} {'is' if len(held) == 1 else 'are'} null"


def _first_name(value: object) -> str | None:
    return next((str(name) for name in value), None) if isinstance(value, Mapping) else None


def missing_page(names: Sequence[str], options: ReadOptions) -> str:
    """What to say of a table without a column for the page."""
    wanted = " or ".join(filter(None, (options.html_column, options.text_column)))
    if wanted:
        return f"there is no column {wanted}; the columns are: {_shown(names)}"
    if tuple(names) == _HAR:
        return "it is HAR, which browsers and proxies write and which is not read: `har2warc` makes a web archive of it"
    return (
        "no column is known to hold pages; name it with --html-column or --text-column; "
        f"the columns are: {_shown(names)}"
    )


def _shown(names: Sequence[str]) -> str:
    # A table without header has whole pages for names.
    short = [name if len(name) <= _LONGEST_SHOWN else f"{name[:_LONGEST_SHOWN]}..." for name in names[:20]]
    return ", ".join(short) + (", ..." if len(names) > 20 else "") or "none"
