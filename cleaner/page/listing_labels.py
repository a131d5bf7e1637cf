"""The short lines over listings of code: names of programming languages, words of buttons that copy or run the code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cleaner import expressions as re
from cleaner.lexicon.words import words

if TYPE_CHECKING:
    from cleaner.page.dom import Node
    from cleaner.page.listing_parts import Inside

_LANGUAGES: Final = frozenset(
    """
    apache applescript asm assembly awk bash bat batch c c# c++ clojure cmake cmd code console cpp cs csharp css csv
    cuda curl dart diff docker dockerfile elixir elm erlang fish fortran fsharp git glsl go golang gradle graphql groovy
    haskell hcl html html/xml http ini java javascript js json jsonc jsx julia kotlin kt latex less lisp lua make
    makefile markdown markup matlab md mermaid mysql nginx nix objective-c objectivec ocaml pascal perl php plain
    plaintext powershell ps1 prolog properties protobuf puppet py python python3 r rb regex rs ruby rust sass scala
    scheme scss sh shell shellscript shell-session solidity sql swift terminal terraform tex text toml ts tsx txt
    typescript vb vb.net verilog vhdl vim vue xml yaml yml zig zsh
    """.split()  # noqa: SIM905
)
# Names of languages that an element's class may be. Left out are those that mean other things as classes, too.
_CLASSES: Final = frozenset(name for name in _LANGUAGES if len(name) > 1) - frozenset(
    "asm batch cmd code console d diff fish git less markup plain plaintext properties terminal text tex vim".split()  # noqa: SIM905
)
_NAMED: Final = re.compile(
    r"(?:^|\s)(?:(?:language|lang|highlight-source|mw-highlight-lang|brush|syntax)[-:]\s*|sourceCode\s+|hljs\s+)"
    r"(?!lang)([A-Za-z][\w+#-]*)"
)
_LANGUAGE_ATTRIBUTES: Final = ("data-lang", "data-language", "data-code-language", "data-enlighter-language")
_BRUSH: Final = "data-syntaxhighlighter-params"
# Words that stand in the place of a language's name and name none, such as `language-none`.
_NO_LANGUAGE: Final = frozenset(
    """
    auto block box default code container content copy generic group highlight hljs line listing none nohighlight
    numberlines numbersource plain plaintext raw snippet source sourcecode table text toolbar txt undefined unknown wrap
    wrapper
    """.split()  # noqa: SIM905
)
_BOXES: Final = frozenset(("pre", "div", "figure", "td", "code", "span"))
# How many elements above a listing may name its language.
_LEVELS: Final = 3
# Longest label, in characters: a language and a few words of buttons.
_MAX_CHARS: Final = 40
_WORDS: Final = re.compile(r"[^\s|·•]+")


def is_label(node: Node, named: str) -> bool:
    """Whether a box says nothing but a language and what its buttons do.

    Args:
        node: the box.
        named: the language that the page names for the listing, lower case; empty for none.
    """
    text = node.text(separator=" ")
    if len(text) > 3 * _MAX_CHARS:
        return False
    said = " ".join(text.lower().split())
    if not said or len(said) > _MAX_CHARS:
        return False
    for button in _BUTTONS:
        said = said.replace(button, " ") if button in said else said
    return all(word in _LANGUAGES or word == named for word in _WORDS.findall(said))


# What buttons beside a listing say, the longest first, since one may begin as another does.
_BUTTONS: Final = sorted(words("buttons of code"), key=len, reverse=True)


def language(root: Node, held: Inside) -> str:
    """Programming language as the page names it; empty where it does not.

    Args:
        root: the listing.
        held: what is in it.
    """
    places = [root.attributes, *[place.attributes for place in held.named]]
    above = root.parent
    for _ in range(_LEVELS):
        if above is None or above.tag not in _BOXES:
            break
        places.append(above.attributes)
        above = above.parent
    for said in places:
        if found := _named(said):
            return found
    if held.says is not None and (written := held.says.text().strip().lower()) in _LANGUAGES:
        return written
    return next((found for said in places if (found := _by_class(said.get("class") or ""))), "")


def _named(said: Mapping[str, str | None]) -> str:
    """The language that an element's attributes name as such."""
    for name in _LANGUAGE_ATTRIBUTES:
        value = (said.get(name) or "").strip().lower()
        if _is_name(value) and value not in _NO_LANGUAGE:
            return value
    return _named_by(said.get("class") or "", said.get(_BRUSH) or "")


def _is_name(value: str) -> bool:
    """Whether an attribute may be a language's name: anything else could end the fence of a listing in Markdown."""
    return 0 < len(value) <= _MAX_CHARS and value.isprintable() and "`" not in value


@lru_cache(maxsize=1024)
def _named_by(classes: str, brush: str) -> str:
    for match in _NAMED.finditer(f"{classes} {brush}"):
        if (value := match[1].lower()) not in _NO_LANGUAGE:
            return value
    return ""


@lru_cache(maxsize=1024)
def _by_class(classes: str) -> str:
    """The class of an element that is a language's name, as in `pre class="python"`."""
    names = [name.removeprefix("highlight-") for name in classes.lower().split()]
    return next((name for name in names if name in _CLASSES), "")
