"""The headline: candidates from every source, without the site's name, and the choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from cleaner import expressions as re
from cleaner.lexicon.metadata import either, words
from cleaner.metadata.markup import Heading
from cleaner.metadata.plain import MAX_FIELD, squeeze, tidy
from cleaner.metadata.site_name import SEPARATING, SEPARATOR, behind_host, site_key, without_names
from cleaner.metadata.slug import is_slug, line_words, slug_match, slug_words
from cleaner.metadata.title_ballot import VOTES, Ballot, better_spaced
from cleaner.metadata.title_part import AGREEING, LONGEST, SHORTEST, before_bar, begins_with
from cleaner.model import Block, Candidate
from cleaner.page.elements import HEADLINES

# An `h1`'s votes are multiplied by these where
_STRANGE_H1 = 0.6  # it shares hardly a word with the page's titles;
_WHOLE_TITLE = 1.05  # it says all that a title says and more, so that the title is a short form for menus;
_ASIDE_H1 = 0.02  # it stands in the breadcrumbs or is the logo;
_TEASER_H1 = 0.2  # it leads from a site's front page to a story;
_LATER_H1 = 0.6  # it is not the first.

# A word or a number.
_WORD = re.compile(r"\w+")


_NO_PATH = frozenset(("", "/", "?"))  # what may follow the slash behind a host where no path does


class Setting(NamedTuple):
    """What a title stands on: the page's genre (`news`, `article` or `other`), the site's names and the address."""

    genre: str
    keys: frozenset[str]
    url: str | None

    @property
    def is_front(self) -> bool:
        """Whether it is a site's front page, which is called what its title says: the site's name and a slogan."""
        behind = (self.url or "").partition("://")[2].partition("/")[2]
        return behind[:1] in _NO_PATH and bool(self.url) and not behind.partition("?")[0].strip("/")


def agreed_title(
    found: Sequence[tuple[str, str]], shown: Sequence[str], keys: frozenset[str], first: Callable[[], Heading | None]
) -> list[Candidate] | None:
    """The headline where it needs no ballot: an `h1` says what JSON-LD or OpenGraph says.

    That `h1` wins every ballot unless it stands in the breadcrumbs, which is looked up (`first` reads the page's first
    one) where the two differ. `shown` are the texts of the page's `h1` blocks. None where a ballot is needed.
    """
    machine = [text for source, text in found if source in AGREEING]
    if not machine or not shown or next(source for source, _ in found) == "rule":
        return None
    lines = [tidy(raw[:LONGEST]) for raw in dict.fromkeys(machine)]
    heads = {squeeze(text): text for text in shown[:4]}
    # What is left of a line is a part of it. (Some letters beyond ASCII get another small one at a part's end.)
    if not any(not line.isascii() or any(map(squeeze(line).__contains__, heads)) for line in lines):
        return None
    texts = {squeeze(text): text for text in (without_names(line, keys) for line in lines)}
    key = next((key for key in heads if key in texts), "")
    if not key or len(texts[key]) > MAX_FIELD or site_key(texts[key]) in keys or key in _HOME:
        return None
    if len(texts) > 1:
        heading = first()
        if heading is None or heading.aside or squeeze(heading.bare) != key or not SEPARATING.isdisjoint(texts[key]):
            return None
    return [Candidate("title", better_spaced(texts[key], tidy(heads[key])), "h1", 1.0)]


def choose_title(
    found: Sequence[tuple[str, str]],
    headings: Sequence[Heading],
    setting: Setting,
    shown_part: str = "",
    lines: Sequence[Block] = (),
) -> list[Candidate]:
    """Weigh (source, text) pairs and `h1`s; the best-supported spelling comes first.

    `shown_part` is what `cleaner.metadata.title_part` gives; `lines` are all blocks of the page.
    """
    keys, front = setting.keys, setting.is_front
    if front and (name := _site_beside_headline(found, headings, keys)):
        return [Candidate("title", name, "title", _NAMED)]
    # A front page is called what its site is.
    ballot = Ballot(VOTES[setting.genre], frozenset() if front else keys)
    all_shown = {squeeze(text) for heading in headings for text in (heading.text, heading.bare)}
    shown = {squeeze(heading.bare) for heading in headings if not heading.aside}
    bare = {heading.text: heading.bare for heading in headings}
    for source, raw in found:
        text = _as_shown(raw[:LONGEST], headings)
        if source == "rule":
            text = bare.get(text, text)
        else:
            text = _without_site(text, setting, all_shown)
            if source != "json-ld" and not front and squeeze(text) not in shown:
                text = before_bar(text)
            if front and text.lower() in _HOME:
                text = _beside_home(raw)
        ballot.add(source, text, 1.0)
    _add_headings(ballot, headings, setting, lines)
    favourite = shown_part or _alone(found, headings, setting)
    ballot.lend(squeeze(favourite))
    named = "" if front else _named_by_address(found, headings, setting)
    below = "" if front else _below_section(found, headings, lines)
    for text in filter(None, (favourite, named, below or _beside_odds(found, headings, setting))):
        ballot.favour(text)
    if below:
        ballot.belittle(squeeze(next(heading.bare for heading in headings if not heading.aside)))
    return ballot.count()


def _as_shown(raw: str, headings: Sequence[Heading]) -> str:
    """A title in one line, with the tags in it where an `h1` shows the same as its text."""
    tagged = [heading.text for heading in headings if "<" in heading.text]
    line = tidy(raw, is_shown=True) if tagged else ""
    return line if any(told in line for told in tagged) else tidy(raw)


def _site_beside_headline(found: Sequence[tuple[str, str]], headings: Sequence[Heading], keys: frozenset[str]) -> str:
    """The site's name where a front page's title is that and what an `h1` says: the page is called by the name."""
    shown = {squeeze(heading.bare) for heading in headings if not heading.aside}
    for line in (tidy(raw[:LONGEST]) for source, raw in found if source == "title"):
        cut = SEPARATOR.search(line)
        if cut and site_key(line[: cut.start()]) in keys and squeeze(line[cut.end() :]) in shown:
            return line[: cut.start()]
    return ""


_NAMED = 0.7  # score of a site's name that stands beside its front page's headline


def _beside_odds(found: Sequence[tuple[str, str]], headings: Sequence[Heading], setting: Setting) -> str:
    """News' only `h1` where JSON-LD and OpenGraph have different headlines, neither of them the `h1`'s: it is shown."""
    if setting.genre != "news":
        return ""
    keys = setting.keys
    main = [heading for heading in headings if not (heading.aside or heading.linked)]
    told = {source: without_names(tidy(raw[:LONGEST]), keys) for source, raw in reversed(found)}
    if len(main) != 1 or "rule" in told or not AGREEING.issubset(told):
        return ""
    one, two = (_words(told[source]) for source in AGREEING)
    shown = without_names(main[0].bare[:LONGEST], keys)
    said = any(squeeze(told[source]) == squeeze(shown) for source in AGREEING)
    return "" if said or 2 * len(one & two) >= min(len(one), len(two)) else shown


def _below_section(found: Sequence[tuple[str, str]], headings: Sequence[Heading], lines: Sequence[Block]) -> str:
    """The headline of JSON-LD or OpenGraph that a lower heading shows, where the `h1` is a word or two of a section."""
    main = next((heading for heading in headings if not heading.aside), None)
    if main is None or len(words := _words(main.bare)) > _MOST_OF_SECTION:
        return ""
    told = {squeeze(line): line for source, raw in found if source in AGREEING and (line := tidy(raw[:LONGEST]))}
    told = {key: line for key, line in told.items() if len(_words(line)) >= _TELLING and words.isdisjoint(_words(line))}
    shown = (squeeze(block.text) for block in lines if block.tag in HEADLINES and block.tag != "h1") if told else ()
    return next((told[key] for key in shown if key in told), "")


_MOST_OF_SECTION = 2  # words


def _without_site(line: str, setting: Setting, shown: set[str]) -> str:
    """A title without the site's name, but one in front that an `h1` shows as well: the page is called so.

    So is a front page by one at its end.
    """
    if squeeze(line) not in shown:
        line = without_names(line, setting.keys, leading=False)
    elif setting.is_front:
        return line
    return without_names(line, setting.keys, leading=not setting.is_front and squeeze(line) not in shown)


def _named_by_address(found: Sequence[tuple[str, str]], headings: Sequence[Heading], setting: Setting) -> str:
    """The first `h1` whose words the address ends with: both name the page; the head may tell search engines more.

    Where the `h1` has hardly a word of the head's, the beginning of a title that the address ends with.
    """
    main = next((heading for heading in headings if not heading.aside), None)
    if main is None:
        return ""
    if is_slug(main.bare, setting.url):
        return without_names(main.bare[:LONGEST], setting.keys)
    lines = [tidy(raw[:LONGEST]) for source, raw in found if source != "rule"]
    if _akin(main.bare, set().union(*map(_words, lines))):
        return ""
    starts = (line[: cut.start()] for line in lines if (cut := SEPARATOR.search(line)))
    return next((start for start in starts if len(_words(start)) >= _TELLING and is_slug(start, setting.url)), "")


_TELLING = 3  # words of an address that no section has


def _beside_home(title: str) -> str:
    """What a front page's title says beside "Home": the site's name."""
    parts = SEPARATOR.split(tidy(title[:LONGEST]))
    return next((part for part in parts if part.strip().lower() not in _HOME), "").strip()


# What a front page's title may say instead of a headline: "Home".
_HOME = frozenset(words("title of a front page"))


def _alone(found: Sequence[tuple[str, str]], headings: Sequence[Heading], setting: Setting) -> str:
    """The page's `<title>` where the head names no other headline and it holds no site's name; "" otherwise.

    Somebody wrote it for this one page, so that it is right more often than an `h1` that says something else, which is
    a section's or a widget's. Not where it only adds a name to the `h1`, or the address has rather the `h1`'s words.
    """
    main = next((heading for heading in headings if not heading.aside), None)
    texts = {raw for _, raw in found}
    if main is None or len(texts) != 1 or not _UNSURE.issuperset(source for source, _ in found):
        return ""
    raw = texts.pop()
    line = tidy(raw[:LONGEST])
    line = behind_host(line, setting.keys) or line
    letters = squeeze(line)
    if any(
        len(key) > _SAME_START and letters.endswith(key) and len(letters) <= len(key) + _WELCOME for key in setting.keys
    ):
        return ""  # "Welcome to Harbour Post"
    lower, said = line.lower(), main.bare.lower()
    if SEPARATOR.search(line) or site_key(line) in setting.keys or any(line == heading.text for heading in headings):
        return ""
    if lower.endswith(said) or begins_with(lower, said) or said.startswith(lower.partition(". ")[0]):
        return ""
    slug = slug_words(setting.url, _FEWEST)
    if " " not in line:
        return line if lower in slug else ""
    return "" if slug_match(line_words(said), slug) > slug_match(line_words(line), slug) else line


_SAME_START = 4  # words
_WELCOME = 14  # letters
_UNSURE = frozenset(("title", "meta"))  # cards of social networks repeat the title
_FEWEST = 2  # words of an address that tell anything


def without_count(titles: list[Candidate]) -> list[Candidate]:
    """The titles, the first without how many things a list under it has: "Mill stones (158 items)"."""
    if titles and titles[0].value[-1:] in _CLOSING and titles[0].source != "rule":
        bare = _COUNT.sub("", titles[0].value)
        return [titles[0]._replace(value=bare), *titles[1:]]
    return titles


# The brackets that may close such a count, and the count itself: "(158 items)", "[20+]".
_CLOSING = frozenset(")]）")
_COUNT = re.compile(rf"(?i)(?<=\w)\s*+[(\[（]\d[\d.,]*(?:\+|\+?\s(?:{either('counted in a list (patterns)')}))[)\]）]$")


def first_heading(blocks: Iterable[Block]) -> list[Candidate]:
    """The first heading, for a page that has neither a title nor an `h1`."""
    for block in blocks:
        if block.tag in HEADLINES and not block.hidden and SHORTEST <= len(block.text) <= MAX_FIELD:
            return [Candidate("title", tidy(block.text), block.tag, _GUESS)]
    return []


_GUESS = 0.4  # score of a first heading that nothing else supports


def _add_headings(ballot: Ballot, headings: Sequence[Heading], setting: Setting, lines: Sequence[Block]) -> None:
    told = [_words(text) for _, text in ballot.texts.values()]
    known = set().union(*told)
    first = _first_main(headings, known, [text for _, text in ballot.texts.values()])
    for heading in headings:
        whole = squeeze(heading.text)
        text = heading.text[:LONGEST]
        if whole not in ballot.texts:
            text = without_names(heading.bare[:LONGEST], setting.keys)
        share = _ASIDE_H1 if heading.aside else 1.0 if heading is first else _LATER_H1
        if known and not heading.aside:
            whole_title = any(map(_words(text).issuperset, told))
            share *= _WHOLE_TITLE if whole_title else 1.0 if _akin(text, known) else _STRANGE_H1
        if heading.linked and setting.is_front:
            share *= _TEASER_H1
        whole = squeeze(text)
        inner = _inner(ballot, heading, whole)
        if heading.aside and _shows_other(ballot, whole, lines):
            ballot.belittle(whole)
        ballot.add("h1", ballot.texts[inner][1] if inner else text, share)


def _shows_other(ballot: Ballot, whole: str, lines: Sequence[Block]) -> bool:
    """Whether a line of the page holds another spelling than an `h1` in the breadcrumbs, or JSON-LD has another one."""
    if ballot.texts.get(whole, ("",))[0] != "json-ld" or not lines:
        return True
    others = [key for key in ballot.texts if key != whole]
    shown = (squeeze(block.text) for block in lines if len(block.text) <= LONGEST)
    return any(key in line for line in shown if len(line) >= SHORTEST for key in others)


def _inner(ballot: Ballot, heading: Heading, whole: str) -> str | None:
    """The spelling that an `h1` of several elements holds beside a label, a kicker or a subtitle."""
    if not heading.parted:
        return None
    if heading.bare == heading.text and whole in ballot.texts:
        # A kicker that only the title has goes; a subtitle that it has stays.
        part = ballot.part_of(whole) if ballot.texts[whole][0] == "title" else None
        return part if part and whole.endswith(part) else None
    lead = squeeze(heading.lead)
    return ballot.part_of(whole) or (lead if len(lead) >= SHORTEST and lead in ballot.texts else None)


def _first_main(headings: Iterable[Heading], known: set[str], told: Sequence[str]) -> Heading | None:
    """The first `h1` that may be the headline: a teaser, which links another page, comes after all others.

    One that begins as a title does goes before a first one that has hardly a word of the titles.
    """
    main = [heading for heading in headings if not heading.aside]
    if len(main) > 1 and known and not _akin(main[0].text, known):
        starts = {tuple(text.lower().split()[:_SAME_START]) for text in told}
        same = (heading for heading in main[1:] if tuple(heading.text.lower().split()[:_SAME_START]) in starts)
        if (heading := next(same, None)) and len(heading.text.split()) >= _SAME_START:
            return heading
    own = (
        heading
        for heading in main
        if (known and _akin(heading.text, known)) or not (heading.linked or len(squeeze(heading.text)) < SHORTEST)
    )
    return next(own, main[0] if main else None)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _akin(text: str, known: set[str]) -> bool:
    words = _words(text)
    return not words or len(words & known) >= 0.34 * len(words)
