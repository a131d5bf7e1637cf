"""The page's elements → whom microdata, links with `rel=author` and names of classes tell as the author."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, takewhile

from cleaner.lexicon import phrase_category
from cleaner.lexicon.ages import age_phrases
from cleaner.lexicon.metadata import JOB_WORDS, THING_WORDS
from cleaner.lexicon.months import fold
from cleaner.metadata.byline.candidate import Byline, proposed
from cleaner.metadata.byline.name_line import JUNIOR
from cleaner.metadata.markup import OTHERS_WORK, Markup, ancestors, scope, scope_type, text_in, value_of
from cleaner.metadata.names.announced import has_by, strip_by
from cleaner.metadata.names.author_list import split_authors
from cleaner.metadata.names.likeness import name_likeness
from cleaner.metadata.names.person import TITLES, is_desk, is_person, is_plain_name
from cleaner.metadata.names.printed import tidy_byline
from cleaner.metadata.plain import tidy
from cleaner.page.dom import Node

# Classes that have "author" in them and name something beside the byline: `author-bio`, `author-avatar`.
_CLASS_NOISE = re.compile(
    r"(?i)authori[sz]|bio|description|avatar|image|img|photo|social|title|role|job|follow|desc|about|box|icon|archive"
)
_GLUED_YEAR = re.compile(r"(?<=[^\W\d_a-zA-Z])(?=(?:19|20)\d\d\D)")  # 谢若含2017-03-01: style alone sets them apart

# A class that says it holds the name alone: `author-name`, `author__full-name`.
_AUTHOR_NAME = re.compile(r"(?i)author[-_\w]{0,60}name")
# Elements that hold no byline whatever their class is: code, pictures, and the page as a whole, which themes give a
# class such as `author-ana`.
_NO_BYLINE_TAGS = frozenset(("script", "style", "body", "html", "svg"))
_MOST_PLACED = 60  # characters of a line with names and where they are
_MAX_RAW = 600  # characters of an element, its white space included, that may be a byline
# A login: letters, digits, dots and dashes, without a blank.
_LOGIN = re.compile(r"[\w.-]{2,30}")


def in_microdata(markup: Markup, *, forum: bool) -> Iterator[Byline]:
    """Whom microdata and links with `rel=author` name; in a forum also a login."""
    told = markup.found.items.get("author", ())
    own = [
        (node, scope(node))
        for node in told
        if not OTHERS_WORK.search(scope_type(node))
        and (not markup.is_elsewhere(node) or (len(told) == 1 and _in_story_footer(node)))
    ]
    if own:
        _, first = own[0]
        same = [node for node, thing in own if (thing and thing.mem_id) == (first and first.mem_id)]
        names = [inner for node in same[:6] for inner in _names_in(markup, node)]
        proposal = proposed(names, "microdata", 0.8)
        if proposal:
            yield proposal
        elif forum and names and _LOGIN.fullmatch(names[0]):
            yield Byline((names[0],), names[0], "microdata", 0.8)
    linked = [node for node in markup.found.rel_authors if node.tag != "link" and not markup.is_elsewhere(node)]
    proposal = proposed(dict.fromkeys(text_in(node) for node in linked[:5]), "rel=author", 0.8)
    if proposal:
        yield proposal if len(proposal.names) < 4 else replace(proposal, score=0.5)


def _in_story_footer(node: Node) -> bool:
    """Whether a node stands in the footer of an article rather than of the page."""
    tags = [above.tag for above in ancestors(node)]
    return "article" in tags and "footer" in tags[: tags.index("article")] and "nav" not in tags and "aside" not in tags


def _names_in(markup: Markup, node: Node) -> Iterator[str]:
    inner = [
        other
        for other in markup.found.items.get("name", ())
        if any(up.mem_id == node.mem_id for up in ancestors(other))
    ]
    yield from (value_of(other) for other in inner) if inner else (value_of(node),)


def in_classes(markup: Markup) -> Iterator[Byline]:
    """Whom elements name whose classes tell of an author, but for labels, buttons and what somebody is."""
    found: list[Byline] = []
    last: Node | None = None
    for node in markup.named()[:40]:
        names = node.attributes.get("class") or ""
        if (_CLASS_NOISE.search(names) and "name" not in names) or node.tag in _NO_BYLINE_TAGS:
            continue
        if len(node.text()) > _MAX_RAW or markup.is_elsewhere(node):
            continue
        text = _GLUED_YEAR.sub(" · ", text_in(node, " · "))
        authors = split_authors(text) if (3 if text.isascii() else 1) < len(text) < 160 else ()
        if authors and len(text) < _MOST_PLACED and is_person(authors[0]):
            authors = tuple(takewhile(is_person, authors))  # the place, the paper or a role after them
        furniture = bool(authors) and not has_by(text) and _is_furniture(authors, text)
        glued = any(name.count(" ") > _LONGEST_LABEL and not is_plain_name(name) for name in authors)
        if not glued and len(authors) == 1 and authors[0].count(" ") > _LONGEST_LABEL:
            authors = _one_by_one(node, authors)
        if furniture or glued or not _are_names(authors):
            authors = _whole_names(node) or (() if furniture else authors)
        if authors and last is not None and (whole := _with_beside(found[-1], last, authors, node, text)):
            found[-1], last = whole, (last if whole is found[-1] else node)
            continue
        if authors and (_AUTHOR_NAME.search(names) or _are_names(authors) or _is_single(authors, text, names)):
            last = node
            found.append(Byline(authors, tidy_byline(text) or "", "class", 0.72 if has_by(text) else 0.65))
        if len(found) > 3:
            break
    # Three people in three places are a team page or a list of stories; each of a list's names has an element as well.
    listed = set(found[0].names) if found else set()
    crowd = 0.12 * (len({proposal.names for proposal in found[1:] if not listed.issuperset(proposal.names)}) > 1)
    yield from (replace(proposal, score=proposal.score - crowd) for proposal in found[:3])


def _with_beside(before: Byline, last: Node, authors: tuple[str, ...], node: Node, text: str) -> Byline | None:
    """The byline before with the names of an element beside its last one; itself if the element is a part of that."""
    if set(authors) <= set(before.names):
        return before
    plain = all(map(is_plain_name, (*before.names, *authors)))
    if has_by(text) or not plain or len(before.names) >= _MOST_BESIDE or not _are_beside(last, node):
        return None
    names = tuple(dict.fromkeys((*before.names, *authors)))
    return replace(before, names=names, printed=", ".join(names))


def _are_beside(one: Node, other: Node) -> bool:
    """Whether two elements of one class are of one byline: side by side, or each in a box with a role and no more."""
    above, beside = one.parent, other.parent
    if one.attributes.get("class") != other.attributes.get("class") or above is None or beside is None:
        return False
    if above.mem_id == beside.mem_id:
        return True
    boxes, around = (above, beside), (above.parent, beside.parent)
    if around[0] is None or around[1] is None or around[0].mem_id != around[1].mem_id:
        return False
    return all(len(box.text()) <= _MOST_PLACED and JOB_WORDS.search(box.text()) for box in boxes)


_MOST_BESIDE = 4  # names; more are a list of all who write there


def _is_single(authors: tuple[str, ...], text: str, classes: str) -> bool:
    """Whether an element whose class says nothing but author holds one capitalised word: a given name, a login."""
    single = len(authors) == 1 and strip_by(text).strip("@ ") == authors[0] and " " not in authors[0]
    if not single or not authors[0][:1].isupper() or not _AUTHOR_CLASS.search(classes):
        return False
    return phrase_category(authors[0]) is None and fold(authors[0]) not in age_phrases()  # "Yesterday"


# A class that says author and nothing about their picture, role or life.
_AUTHOR_CLASS = re.compile(r"(?i)(?:^|[\s_-])(?:author|byline)$")


def _are_names(names: tuple[str, ...]) -> bool:
    return all(is_person(name) or is_desk(name) for name in names)


def _whole_names(node: Node) -> tuple[str, ...]:
    """The names that an element's texts are, one by one, beside initials and what somebody is."""
    texts = (inner.text(deep=False) or "" for inner in node.traverse(include_text=True) if inner.is_text_node)
    lines = [line for text in islice(texts, _MOST_TEXTS) if (line := tidy(text))]
    found = (line for line in lines if is_plain_name(line) and not _is_label(line) and name_likeness(line) > 0.0)
    return tuple(dict.fromkeys(found))


def _one_by_one(node: Node, authors: tuple[str, ...]) -> tuple[str, ...]:
    """The names that the items of a list are, where they were read as one: <li>Ana Gil</li><li>Leo Paz</li>."""
    whole = _whole_names(node)
    return whole if len(whole) > 1 and " ".join(whole) == authors[0] else authors


# How many texts of an element are read for whether each is a name.
_MOST_TEXTS = 20


def _is_furniture(names: tuple[str, ...], text: str) -> bool:
    """Whether an element that nothing announces holds a label, a button or what somebody is, rather than who."""
    if all(" " not in name for name in names) and not any(map(is_person, names)):
        return JOB_WORDS.search(text) is not None and not all(map(is_desk, names))
    return all(is_person(name) and _is_label(name) for name in names)


def _is_label(name: str) -> bool:
    """Whether two or three words are a label rather than a name: "Reading Time"."""
    bare = JUNIOR.sub("", TITLES.sub("", name))
    if bare in THING_WORDS:
        return True
    if not 1 <= bare.count(" ") <= _LONGEST_LABEL or "." in bare:
        return False
    return name_likeness(bare) < (_UNLIKELY if THING_WORDS.isdisjoint(bare.lower().split()) else _LABEL_UNLIKELY)


_LONGEST_LABEL = 2  # blanks
_UNLIKELY, _LABEL_UNLIKELY = -4.0, -2.0  # log-odds that the names of elements called "author" are told to be none by


def first_poster(markup: Markup) -> Iterator[Byline]:
    """A forum's first poster; several user names make it a forum."""
    users = [text_in(node) for node in markup.users()[:6]]
    names = [name for name in users if 2 <= len(name) <= 30]
    if len(set(names)) > 1:
        yield Byline((names[0],), names[0], "member", 0.72)
