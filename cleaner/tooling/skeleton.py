"""Page → the part of its markup that decisions rest on, as a small tree that can be trimmed and written."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

from cleaner.dom import TEXT, Node, Page
from cleaner.metadata.jsonld import parse_script
from cleaner.tooling.invent import Inventor
from cleaner.tooling.witness import NO_WITNESSES, Witnesses

# Nothing in them is read, or it is read from somewhere else.
_LEFT_OUT: Final = frozenset(
    """style template svg math iframe object embed param source track picture img video audio canvas area map base
    input link meta script title noframes noembed""".split()  # noqa: SIM905
)
_VOID: Final = frozenset(("br", "hr", "wbr", "col", "meta", "link"))
_KEPT: Final = frozenset(
    """class id itemprop itemtype itemscope role rel hidden aria-hidden property typeof lang datetime amp
    data-testid data-test data-test-id data-qa data-component data-component-name data-hook data-type data-block
    data-block-name data-name data-module data-element data-area data-role data-node-type data-content-type
    data-journey-body data-gu-name data-article-body data-wf-page data-cms-ai""".split()  # noqa: SIM905
)
_VERBATIM: Final = frozenset(("pre", "code", "span"))  # white space in code is text
_NAME: Final = re.compile(r"[\w@:./-]{1,60}")
_METAS: Final = re.compile(
    r"(?i)title|author|byl|creator|date|publi|modif|time|og:type|site_name|description|generator|locale|language"
    r"|application-name|label1|data1|app_name|headline|mediator"
)
_PLAIN_METAS: Final = re.compile(r"(?i)generator|og:type|locale|language|date|time|app_name")
# What a class says of this one story: its tags, its number, its author.
_OWN_CLASS: Final = re.compile(
    r"(?i)^(tag|category|author|topic|term|section|post|postid|page-id|node|entry|id|ad)-(.+)$"
)
_THING_KEYS: Final = frozenset(
    """@context @graph @id @type name givenName familyName headline author creator datePublished dateModified
    dateCreated publisher mainEntity mainEntityOfPage url description isAccessibleForFree""".split()  # noqa: SIM905
)
_DATED: Final = frozenset(("datePublished", "dateModified", "dateCreated"))
_LONGEST_FACT: Final = 60  # characters of a date, a locale, a generator's name
_DEEP: Final = 200  # markup nested more deeply is cut off; real pages reach 55


class Trim(NamedTuple):
    """How many of the siblings that look alike are left: where they hold content, and where they do not."""

    content: int
    boilerplate: int


@dataclass(slots=True)
class Bone:
    """An element of the skeleton, or a text when it has no tag."""

    tag: str
    text: str = ""
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list[Bone] = field(default_factory=list)
    kept: bool = False
    dropped: bool = False
    stays: bool = False

    def look(self) -> tuple[str, str, bool, bool]:
        """What makes siblings alike: name, classes, and what was decided of what they hold."""
        return self.tag, self.attributes.get("class") or "", self.kept, self.dropped

    def is_blank(self) -> bool:
        """Whether nothing in it can be seen."""
        return not (self.kept or self.dropped)


Rewrite = Callable[[str], str]


class Skeleton:
    """The markup of a page without what decisions do not rest on, its texts and addresses rewritten on the way.

    Args:
        page: read only.
        decided: text of a text node → whether it is kept.
        inventor: makes the new words; None leaves texts as they are.
        rewrite: text of a text node → what stands there now.
        witnesses: what must stay for the page's rule to be seen at work.
    """

    def __init__(
        self,
        page: Page,
        decided: Mapping[str, bool],
        inventor: Inventor | None,
        rewrite: Rewrite,
        witnesses: Witnesses = NO_WITNESSES,
    ) -> None:
        self._page = page
        self._decided = decided
        self._inventor = inventor
        self._rewrite = rewrite
        self._witnesses = witnesses
        self._kept = _KEPT | witnesses.attributes
        self.has_doctype = "<!doctype" in page.html[:2000].lower()

    def bones(self) -> Bone:
        """The tree from `html` down."""
        root = self._page.root
        out = Bone("html")
        if root is None:
            return out
        out.attributes = self._attributes(root)
        head = Bone("head", children=[Bone("meta", attributes={"charset": "utf-8"}), *self._head()])
        body = self._page.tree.body
        out.children = [head, self._bone(body, 0) if body is not None else Bone("body")]
        return out

    def _bone(self, node: Node, depth: int) -> Bone:
        bone = Bone(node.tag or "div", attributes=self._attributes(node), stays=node.mem_id in self._witnesses.nodes)
        child = node.first_child
        while child is not None and depth < _DEEP:
            if child.tag_id == TEXT:
                self._add_text(bone, child.text_content or "")
            elif (tag := child.tag) and not tag.startswith(("-", "!")):
                self._add(bone, child, tag, depth)
            child = child.next
        return bone

    def _add(self, bone: Bone, node: Node, tag: str, depth: int) -> None:
        if tag in ("script", "meta", "link"):
            made = self._meta(node) if tag == "meta" and "itemprop" in node.attributes else None
            made = self._script(node) if tag == "script" else made
            if made:
                bone.children.append(made)
        elif tag not in _LEFT_OUT:
            inner = self._bone(node, depth + 1)
            bone.children.append(inner)
            bone.kept |= inner.kept
            bone.dropped |= inner.dropped
            bone.stays |= inner.stays

    def _add_text(self, bone: Bone, text: str) -> None:
        if not text.strip() and bone.tag not in _VERBATIM:
            if not (bone.children and bone.children[-1].text.isspace()):
                bone.children.append(Bone("", "\n" if "\n" in text else " "))
            return
        kept = self._decided.get(text, False)
        bone.children.append(Bone("", self._rewrite(text), kept=kept, dropped=not kept))
        bone.kept |= kept
        bone.dropped |= not kept
        bone.stays |= text in self._witnesses.texts

    def _attributes(self, node: Node) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for name, value in node.attributes.items():
            if name == "href" and value is not None:
                found[name] = self._inventor.url(value) if self._inventor else value
            elif name == "style" and value and "display:none" in value.replace(" ", "").lower():
                found[name] = "display:none"
            elif name == "content" and value and "itemprop" in node.attributes:
                found[name] = self._content(node.attributes.get("itemprop") or "", value)
            elif name in ("class", "id") and value:
                if names := " ".join(filter(None, map(self._name, value.split()))):
                    found[name] = names
            elif name in self._kept and (not value or name == "datetime" or all(map(_NAME.fullmatch, value.split()))):
                found[name] = value
        return found

    def _name(self, name: str) -> str:
        """A class or id without what it says of this one story."""
        if len(name) > 80:
            return ""
        if name in self._witnesses.names:
            return name
        own = _OWN_CLASS.match(name)
        if (
            self._inventor
            and own
            and re.search(r"[^\W\d_]{3}", own[2])
            and own[1].lower() not in ("post", "entry", "ad")
        ):
            return f"{own[1]}-{self._inventor.slug(own[2])}"
        # A heading's anchor is its words.
        if self._inventor and len(re.findall(r"[-_]", name)) > 4 and "__" not in name and "--" not in name:
            return self._inventor.slug(name)
        return re.sub(r"\d{4,}", "1000", name)

    def _head(self) -> Iterator[Bone]:
        title = self._page.first("head title")
        if title is not None:
            yield Bone("title", children=[Bone("", self._rewrite(title.text()))])
        for node in self._page.select("head meta"):
            if made := self._meta(node):
                yield made
        canonical = self._page.first("link[rel=canonical][href]")
        if canonical is not None and self._inventor:
            href = self._inventor.url(canonical.attributes.get("href") or "")
            yield Bone("link", attributes={"rel": "canonical", "href": href})
        for node in self._page.select("head script"):
            if made := self._script(node):
                yield made

    def _meta(self, node: Node) -> Bone | None:
        attributes = node.attributes
        key = next((key for key in ("property", "name", "itemprop") if attributes.get(key)), None)
        content = attributes.get("content")
        if key is None or not content or len(content) > 1000 or not _METAS.search(attributes[key] or ""):
            return None
        name = attributes[key] or ""
        if "viewport" in name or re.search(r"(?i)image|video|expir|verif|timeout|cache", name):
            return None
        return Bone("meta", attributes={key: name, "content": self._content(name, content)})

    def _content(self, name: str, value: str) -> str:
        if "://" in value or value.startswith("/"):
            return self._inventor.url(value) if self._inventor else value
        if (_PLAIN_METAS.search(name) and len(value) <= _LONGEST_FACT) or re.fullmatch(r"[\d\s:TZ.+/-]+", value):
            return value
        return self._rewrite(value)

    def _script(self, node: Node) -> Bone | None:
        if (node.attributes.get("type") or "").lower() != "application/ld+json":
            return None
        things = [thing for thing in map(self._thing, parse_script(node.text())) if thing]
        if not things:
            return None
        written = json.dumps(things[0] if len(things) == 1 else things, ensure_ascii=False).replace("</", "<\\/")
        return Bone("script", written, {"type": "application/ld+json"})

    def _thing(self, value: Any, key: str = "", depth: int = 0) -> Any:  # noqa: ANN401 - JSON is anything
        if isinstance(value, dict) and depth < 8:
            made = {name: self._thing(inner, name, depth + 1) for name, inner in value.items() if name in _THING_KEYS}
            return {name: inner for name, inner in made.items() if inner not in (None, {}, [])}
        if isinstance(value, list):
            return [made for inner in value[:12] if (made := self._thing(inner, key, depth + 1)) not in (None, {}, [])]
        if not isinstance(value, str) or key in _DATED or key in ("@type", "@context"):
            return value
        if "://" in value or value.startswith(("/", "#")) or key in ("@id", "url"):
            return self._inventor.url(value) if self._inventor else value
        return self._rewrite(value) if len(value) <= 1000 else None


def trim(bone: Bone, to: Trim) -> Bone:
    """A copy with fewer of the siblings that look alike, and without what holds no text."""
    limit: dict[tuple[str, str, bool, bool], int] = {}
    for child in bone.children:
        limit[child.look()] = limit.get(child.look(), 0) + 1
    seen: dict[tuple[str, str, bool, bool], int] = {}
    has_own_text = any(not child.tag and not child.text.isspace() for child in bone.children)
    children: list[Bone] = []
    for child in bone.children:
        if not child.tag or child.tag in ("script", "meta", "link", "title", "head"):
            if child.tag or not child.text.isspace() or not (children and children[-1].text.isspace()):
                children.append(child)
            continue
        look = child.look()
        seen[look] = place = seen.get(look, 0) + 1
        if child.stays:
            children.append(trim(child, to))
            continue
        most = to.content if child.kept else to.boilerplate
        # An empty element among bare text is a paragraph's end.
        if child.is_blank() and not has_own_text and child.tag not in _VOID and not _says(child):
            continue
        # The last ones stay: a story's end is where the decisions are hard.
        if child.tag not in _VOID and not has_own_text and most // 2 < place <= limit[look] - (most - most // 2):
            continue
        children.append(trim(child, to))
    return replace(bone, children=children)


def _says(bone: Bone) -> bool:
    """Whether an element without text holds metadata."""
    if bone.tag in ("meta", "script") or "itemprop" in bone.attributes or bone.tag in ("body", "time"):
        return True
    return any(_says(child) for child in bone.children)


def write(bone: Bone, *, has_doctype: bool) -> str:
    """The tree as HTML."""
    parts: list[str] = ["<!doctype html>\n"] if has_doctype else []
    _write(bone, parts)
    return "".join(parts) + "\n"


def _write(bone: Bone, parts: list[str]) -> None:
    if not bone.tag:
        parts.append(html.escape(bone.text, quote=False))
        return
    attributes = "".join(
        f" {name}" if value is None else f' {name}="{html.escape(value)}"' for name, value in bone.attributes.items()
    )
    parts.append(f"<{bone.tag}{attributes}>")
    if bone.tag in _VOID:
        if bone.tag in ("meta", "link"):
            parts.append("\n")
        return
    if bone.tag == "script":
        parts.append(f"{bone.text}</script>\n")
        return
    for child in bone.children:
        _write(child, parts)
    parts.append(f"</{bone.tag}>")
    if bone.tag in ("title", "head"):
        parts.append("\n")
