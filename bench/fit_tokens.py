"""What class tokens and the words of short lines promise, counted over labelled pages: a vote for each domain."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from bench.fit_pages import Labelled
from cleaner.lexicon.tokens import TokenOdds, class_tokens

MIN_HOSTS: Final = 10
SHORT_WORDS: Final = 12
# Build tools make class names of one and two letters, which mean something else on every site; one word is as short.
_SHORT_TOKENS: Final = frozenset(("ad",))


@dataclass(slots=True)
class Counts:
    """For each token the content share it was seen with, by host."""

    seen: dict[str, dict[str, list[float]]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, token: str, host: str, share: float) -> None:
        entry = self.seen[token].setdefault(host, [0.0, 0.0])
        entry[0] += share
        entry[1] += 1

    def odds(self, hosts_left_out: Collection[str], prior: float) -> dict[str, float]:
        """Log-odds against the prior, of tokens on ten hosts or more; each host has one vote."""
        base = math.log(prior / (1 - prior))
        out = {}
        for token, hosts in self.seen.items():
            votes = [s / n for host, (s, n) in hosts.items() if host not in hosts_left_out]
            if len(votes) >= MIN_HOSTS and (len(token) > 2 or not token.isascii() or token in _SHORT_TOKENS):
                rate = (sum(votes) + 3 * prior) / (len(votes) + 3)
                out[token] = round(math.log(rate / (1 - rate)) - base, 2)
        return out


def count_tokens(pages: Iterable[Labelled]) -> tuple[Counts, Counts]:
    """Content shares of class tokens (by words below them) and of short lines' words."""
    names, texts = Counts(), Counts()
    for page in pages:
        if page.shares is None:
            continue
        for counts, shares in ((names, class_shares(page)), (texts, line_shares(page))):
            for token, (part, whole) in shares.items():
                counts.add(token, page.group, part / whole)
    return names, texts


def class_shares(page: Labelled) -> dict[str, list[float]]:
    """For each class token of a page: words of content below it, words below it."""
    seg, opened = page.segmentation, page.segmentation.boxes.opened
    size = len(opened)
    content, total = [0.0] * size, [0.0] * size
    for box, block, share in zip(seg.box_of, seg.blocks, page.shares or [], strict=True):
        words = block.text.count(" ") + 1
        content[box] += share * words
        total[box] += words
    for box in range(size - 1, 0, -1):
        content[opened[box][0]] += content[box]
        total[opened[box][0]] += total[box]
    below: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for box in range(1, size):
        for token in class_tokens(f"{opened[box][2]} {opened[box][3]}"):
            below[token][0] += content[box]
            below[token][1] += total[box]
    return below


def line_shares(page: Labelled) -> dict[str, list[float]]:
    """For each word of a page's short lines: lines of content with it, lines with it."""
    seg = page.segmentation
    lines: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for block, share, coarse in zip(seg.blocks, page.shares or [], seg.coarse, strict=True):
        if not coarse and block.text.count(" ") < SHORT_WORDS:
            # Words as they stand, as in TokenOdds.of_text: what clings to a word makes it another one.
            for token in set(block.text.lower().split()):
                lines[token][0] += share
                lines[token][1] += 1
    return lines


def prior_of(counts: Counts) -> float:
    """Mean share over all tokens and hosts."""
    votes = [s / n for hosts in counts.seen.values() for s, n in hosts.values()]
    return sum(votes) / len(votes)


def learn_odds(counts: tuple[Counts, Counts], left_out: Collection[str] = ()) -> TokenOdds:
    """Log-odds of tokens, without the domains that are left out."""
    names, texts = counts
    return TokenOdds(names.odds(left_out, prior_of(names)), texts.odds(left_out, prior_of(texts)))
