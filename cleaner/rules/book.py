"""Which rules speak for a page: the site's by file name, the platforms' by what they detect."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from cleaner.errors import RuleError
from cleaner.page import survey
from cleaner.page.dom import Page
from cleaner.page.trim import attributes
from cleaner.rules import BUNDLED
from cleaner.rules.host import HOST_NAME, host_of
from cleaner.rules.read import MAX_BYTES, load_rule
from cleaner.rules.schema import Detect, Rule, asked_in
from cleaner.rules.select import find
from cleaner.rules.toml import read_text_of

# A wheel carries the rules inside the package; a checkout has them beside it.
_PACKAGED = Path(__file__).parents[1] / "_rules"
_CHECKOUT = Path(__file__).parents[2] / "rules"

# Elements of the head that tell the platform: its generator, and the addresses of pictures, styles and scripts.
_CLUES = "meta[name=generator i], meta[property='og:image'], link[rel=stylesheet], script[src]"
_CLUE_CHARS = 120  # of one address; what tells a platform stands at its start


class RuleBook:
    """Rule files, each bundled one read when first needed. Safe between threads; pickles as its list of folders."""

    __slots__ = ("_attributes", "_drafts", "_files", "_folders", "_heads", "_loaded", "_lock", "_platforms", "_unnamed")

    def __init__(self, folders: tuple[Path, ...], drafts: tuple[Rule, ...] = ()) -> None:
        self._folders = folders
        self._drafts = {rule.name.removeprefix("sites/"): rule for rule in drafts}
        self._files: tuple[dict[str, Path], ...] | None = None
        self._loaded: dict[Path, Rule] = {}
        self._platforms: tuple[Rule, ...] | None = None
        self._attributes: Any = None
        self._heads = Heads(())
        self._unnamed: frozenset[str] = frozenset()  # platforms that nothing in the head tells
        self._lock = threading.RLock()

    def __reduce__(self) -> tuple[type[RuleBook], tuple[tuple[Path, ...], tuple[Rule, ...]]]:
        return type(self), (self._folders, tuple(self._drafts.values()))

    @classmethod
    def bundled(cls) -> RuleBook:
        """The rules that come with the package."""
        return cls((_PACKAGED if _PACKAGED.is_dir() else _CHECKOUT,))

    @classmethod
    def of(cls, *folders: Path) -> RuleBook:
        """A user's folders, the first one strongest, before the bundled rules.

        A folder holds `sites/` and `platforms/`, or host files as they are. All files are read at once, so that a fault
        in one comes up here, and not hours into a batch on the page that needs it. A host may have a file in several
        folders, of which the strongest is used, but not two in one.

        Raises:
            RuleError: a folder is not there, or one of its files cannot be used.
        """
        for folder in folders:
            if not folder.is_dir():
                raise RuleError("no such folder of rules", file=str(folder))
            beside, below = _listed(folder), _listed(folder / "sites")
            if never := next((host for host in (*beside, *below) if not HOST_NAME.fullmatch(host)), None):
                raise RuleError(
                    "never speaks for a page: the name is a host as DNS has it, in lower case, without port and "
                    "without a dot at its end, such as example.com.toml",
                    file=str((beside | below)[never]),
                )
            if twice := next((host for host in below if host in beside), None):
                raise RuleError(f"{below[twice]} is for the same host; keep one of them", file=str(beside[twice]))
        book = cls((*(folder.resolve() for folder in folders), *cls.bundled()._folders))
        book.platforms()
        for folder in folders:
            for host in _site_files(folder):
                book.site(host)
        return book

    def trying(self, *rules: Rule) -> RuleBook:
        """This book with some sites' rules before its own, as `rules learn` tries drafts that are no files yet."""
        return type(self)(self._folders, rules)

    @classmethod
    def empty(cls) -> RuleBook:
        """No rules at all."""
        return cls(())

    def lookup(self, page: Page) -> tuple[Rule, ...]:
        """The rule of the page's site, when there is one, then those of the platforms it shows.

        A page saved without its address often names its canonical one.

        Raises:
            RuleError: a file that is needed cannot be used.
        """
        if not (self._folders or self._drafts):
            return ()
        url = page.url
        if not url and b"canonical" in page.raw:
            node = page.first("link[rel=canonical][href]")
            url = node.attributes.get("href") if node else None
        site = self.site_of(url)
        clues = clues_of(page)
        every = self.platforms()
        hit = self._heads.found_in(clues)
        wanted = hit | self._unnamed
        platforms = tuple(
            rule
            for rule in every
            if rule.name in wanted
            and (detect := rule.detect)
            and not (site and detect.is_slow)  # where a site has a rule, slow detection is not worth its time
            and _shows(page, detect)
        )
        return (site, *platforms) if site else platforms

    def site_of(self, url: str | None) -> Rule | None:
        """The rule of the site that an address is on; None when there is none."""
        host = host_of(url) if (self._folders or self._drafts) else None
        return self.site(host) if host else None

    def site(self, host: str) -> Rule | None:
        """The rule of a host or of the nearest domain above it; a user's folder wins over a closer bundled name."""
        rule = self._find(host)
        if rule and rule.same_as:
            other = self._find(rule.same_as)
            if other is None or other.same_as:
                raise RuleError(f"same_as names no rule of its own: {rule.same_as}", file=rule.file)
            return other
        return rule

    def platforms(self) -> tuple[Rule, ...]:
        """All platform rules, by their `order`; a user's file replaces the bundled one of the same name."""
        if self._platforms is None:
            files: dict[str, Path] = {}
            for folder in reversed(self._folders):
                files |= _listed(folder / "platforms")
            rules = [self._load(path) for path in files.values()]
            self._heads = Heads([(text, rule.name) for rule in rules if rule.detect for text in rule.detect.head])
            ordered = tuple(sorted(rules, key=lambda rule: (rule.order, rule.name)))
            self._unnamed = frozenset(rule.name for rule in ordered if rule.detect and not rule.detect.head)
            self._platforms = ordered
        return self._platforms

    @property
    def attributes(self) -> Any:  # noqa: ANN401 - compiled, if it is there
        """Attributes that must be in a page's tree, those that a rule may ask for among them."""
        if self._attributes is None:
            rules = [*self.platforms(), *self._drafts.values()]
            asked = {name for rule in rules for name in rule.attributes()}
            for files in self._site_folders():
                asked.update(*map(self._asked_by, files.values()))
            self._attributes = attributes(asked)
        return self._attributes

    def _asked_by(self, path: Path) -> frozenset[str]:
        """Attributes that a site's rule asks for, and perhaps some more, without reading it where its text tells."""
        with suppress(RuleError, OSError, UnicodeDecodeError):  # a faulty file is the error of the page that needs it
            if path not in self._loaded and (asked := asked_in(read_text_of(path, MAX_BYTES))) is not None:
                return asked
            return self._load(path).attributes()
        return frozenset()

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders, the strongest first."""
        return self._folders

    def files(self) -> list[Path]:
        """Every rule file that could take part, strongest folder first."""
        return [path for folder in self._folders for path in sorted(folder.rglob("*.toml"))]

    def _site_folders(self) -> tuple[dict[str, Path], ...]:
        if self._files is None:
            # Names are looked up in a listing and never become paths, so no host can point out of the folder.
            self._files = tuple(_site_files(folder) for folder in self._folders)
        return self._files

    def _find(self, host: str) -> Rule | None:
        folders = self._site_folders()
        # A top-level domain is no site; a name without dots, such as localhost, may be one.
        names, above = [host], host.partition(".")[2]
        while "." in above:
            names.append(above)
            above = above.partition(".")[2]
        if self._drafts and (draft := next((self._drafts[name] for name in names if name in self._drafts), None)):
            return draft
        for files in folders:
            for name in names:
                if name in files:
                    return self._load(files[name])
        return None

    def _load(self, path: Path) -> Rule:
        if path in self._loaded:
            return self._loaded[path]
        with self._lock:
            if path not in self._loaded:
                self._loaded[path] = load_rule(path)
            return self._loaded[path]


def load_book(rules: str | Path | Sequence[str | Path] | RuleBook | None) -> RuleBook:
    """The rules that a caller names: `"bundled"`, folders that go before those, a book as it is, or None for none."""
    if rules is None:
        return RuleBook.empty()
    if isinstance(rules, RuleBook):
        return rules
    if isinstance(rules, str) and rules == BUNDLED:
        return RuleBook.bundled()
    if not isinstance(rules, str | Path | Sequence):
        raise TypeError(f"rules must be a folder, several, or None, not {type(rules).__name__}")
    folders = [rules] if isinstance(rules, str | Path) else list(rules)
    return RuleBook.of(*(Path(folder) for folder in folders))


class Heads:
    """Texts by which platforms are known, looked for all at once."""

    __slots__ = ("_compiled", "_names", "_texts")

    def __init__(self, heads: Sequence[tuple[str, str]]) -> None:
        self._texts = [text for text, _ in heads]
        self._names = [name for _, name in heads]
        long_enough = all(len(text.encode()) > 1 for text in self._texts)
        self._compiled = (
            survey.compiled.SubstringSet([text.encode() for text in self._texts])
            if survey.compiled is not None and long_enough
            else None
        )

    def found_in(self, clues: str) -> set[str]:
        """Names of the platforms whose texts the clues have."""
        if self._compiled is not None:
            return {self._names[index] for index in self._compiled.found_in(clues.encode())}
        # One flat loop: asking each platform in turn for its clues takes ten times as long.
        return {name for text, name in zip(self._texts, self._names, strict=True) if text in clues}


def _site_files(folder: Path) -> dict[str, Path]:
    return _listed(folder) | _listed(folder / "sites")


def _listed(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.glob("*.toml"))}


def clues_of(page: Page) -> str:
    """What a page's platform is known by: its generator, the addresses in its head, what `html` and `body` are called.

    One walk over the head's elements: looking for fifty substrings in 300 KB costs more than parsing them.
    """
    tree = page.tree
    if survey.compiled is not None and page.root is not None:
        found: str = survey.compiled.read_clues(page.root.mem_id, _CLUE_CHARS)
        return found
    parts: list[str] = []
    for node in (tree.root, tree.body):
        if node is not None:
            parts += [f"{name}={value}" if value else name for name, value in node.attributes.items()]
    if tree.head is not None:
        for node in tree.head.css(_CLUES):
            attributes = node.attrs
            clue = attributes.get("src") or attributes.get("href") or attributes.get("content") or ""
            parts.append(clue[:_CLUE_CHARS])
    return "\n".join(parts)


def _shows(page: Page, detect: Detect) -> bool:
    """Whether the page has what a platform is known by beside the clues in its head."""
    if not (detect.any or detect.all or detect.css):
        return True
    # A search through the whole page for what is not there costs 7 % of parsing it, a selector 5 %, a clue nothing.
    if not all(page.has(text, detect.within) for text in detect.all):
        return False
    if detect.any and not any(page.has(text, detect.within) for text in detect.any):
        return False
    return not detect.css or bool(find(page, detect.css))
