"""Gold text → a share for each block: how much of it belongs to the content."""

from __future__ import annotations

from collections import defaultdict

from bench.pages import runs


def label_blocks(texts: list[str], gold: str) -> list[float]:
    """For each block the share of its words that the gold text holds, in runs of three and more.

    Short blocks count when they are a line of the gold text or stand there beside the same neighbour as on the page.
    Of blocks that occur more often than in the gold text, those among other content are taken.
    """
    gold_words = runs(gold)
    joined = f" {' '.join(gold_words)} "
    triples = set(zip(gold_words, gold_words[1:], gold_words[2:], strict=False))
    lines = {" ".join(runs(line)) for line in gold.splitlines()}
    words = [runs(text) for text in texts]
    shares = [_covered(w, triples) if len(w) >= 3 else 0.0 for w in words]
    for index, own in enumerate(words):
        if not 0 < len(own) < 3:
            continue
        text = " ".join(own)
        before = words[index - 1][-2:] if index else []
        after = words[index + 1][:2] if index + 1 < len(words) else []
        beside = (before and f" {' '.join(before)} {text} " in joined) or (
            after and f" {text} {' '.join(after)} " in joined
        )
        shares[index] = 1.0 if text in lines or beside else 0.0
    _settle_repeats(words, shares, joined)
    return shares


def _covered(words: list[str], triples: set[tuple[str, str, str]]) -> float:
    hit = [False] * len(words)
    for index in range(len(words) - 2):
        if (words[index], words[index + 1], words[index + 2]) in triples:
            hit[index] = hit[index + 1] = hit[index + 2] = True
    return sum(hit) / len(hit)


def _settle_repeats(words: list[list[str]], shares: list[float], joined: str) -> None:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, own in enumerate(words):
        if shares[index] > 0.5:
            places[" ".join(own)].append(index)
    context = _context(words, shares)
    for text, where in places.items():
        if len(where) < 2:
            continue
        allowed = max(1, joined.count(f" {text} "))
        ranked = sorted(where, key=lambda index: (-context[index], index))
        for index in ranked[allowed:]:
            shares[index] = 0.0


def _context(words: list[list[str]], shares: list[float], reach: int = 4) -> list[float]:
    out = []
    for index in range(len(words)):
        low, high = max(0, index - reach), min(len(words), index + reach + 1)
        weight = sum(min(len(words[i]), 30) for i in range(low, high) if i != index) or 1
        out.append(sum(min(len(words[i]), 30) * shares[i] for i in range(low, high) if i != index) / weight)
    return out
