"""A web page about a run: one file, nothing loaded from elsewhere, everything from the dump escaped."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from cleaner.batch.report.counts import STATUSES, Example, Report, share
from cleaner.batch.report.whole import whole_of
from cleaner.render.report_page import report_page, text

_STYLE: Final = """
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: .5rem 0 1.5rem; }
th, td { text-align: left; padding: .15rem .9rem .15rem 0; vertical-align: top; }
thead th { cursor: pointer; } th[aria-sort="ascending"]::after { content: " \\2191"; }
th[aria-sort="descending"]::after { content: " \\2193"; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td.bar { min-width: 12rem; } td.bar span { display: block; height: .8rem; background: #4a7ebb; }
code { overflow-wrap: anywhere; } .reason, .note { opacity: .75; }
"""
# A click on a head sorts its table: numbers as such, the largest first; text by the alphabet.
_SCRIPT: Final = """
for (const head of document.querySelectorAll("thead th")) {
  head.tabIndex = 0;
  const sort = () => {
    const body = head.closest("table").tBodies[0], at = head.cellIndex;
    const isNumber = head.classList.contains("number");
    const value = row => isNumber ? parseFloat(row.cells[at].textContent.replace(/,/g, "")) : row.cells[at].textContent;
    const before = head.getAttribute("aria-sort");
    const rises = before ? before === "descending" : !isNumber;
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", rises ? "ascending" : "descending");
    const order = (a, b) => isNumber ? value(a) - value(b) : value(a).localeCompare(value(b));
    body.append(...[...body.rows].sort((a, b) => rises ? order(a, b) : order(b, a)));
  };
  head.addEventListener("click", sort);
  head.addEventListener("keydown", event => { if (event.key === "Enter") sort(); });
}
"""
MADE_BY: Final = "cleaner batch"
"""What every report says of itself."""

# Most rows of a table, and most hosts; the rest is counted together in one more row.
_ROWS: Final = 30
_HOSTS: Final = 100


def page_report(report: Report, settings: Mapping[str, Any]) -> str:
    """The counts of a run as one HTML file."""
    articles = report.statuses["ok"]
    title = f"{report.pages:,} pages, {articles:,} articles"
    versions = ", ".join(
        f"{name.removesuffix('_version')} {value}" for name, value in settings.items() if name.endswith("_version")
    )
    memory = f", {report.memory_bytes / 1e6:,.0f} MB at most in one worker" if report.memory_bytes else ""
    repeated, earlier = report.repeated_told(), report.earlier_told()
    sections = [
        f"<h1>{text(title)}</h1>",
        f"<p>These figures are {earlier}.</p>" if earlier else "",
        f"<p>{report.seconds:,.1f} s, {report.rate():,.1f} pages/s{memory}.<br>{text(versions)}</p>",
        f"<p>{text(repeated)}.</p>" if repeated else "",
        _counts("Outcomes", _outcomes(report), of=report.pages),
        *(_counts(f"Why {status}", report.reasons[status], of=report.pages) for status in ("failed", "empty")),
        _counts("Articles that have", report.fields, of=articles),
        _counts("Kinds of pages", report.page_types, of=articles),
        _counts("Left out by condition", report.left_out),
        _counts("Duplicates, by what told so", report.duplicates),
        _counts("Warnings", report.stale),
        _counts("Rules", report.rules, of=report.rules.total()),
        _counts("What the pages say they are", report.types),
        _counts("Languages", report.languages, of=report.languages.total()),
        _counts("Confidence of the articles", _tenths(report), of=articles, ranked=False),
        _examples("Slowest", report.slowest, _seconds),
        _examples("Emptiest", report.emptiest, _characters),
        _examples("Least sure", report.least_sure, _confidence),
        _hosts(report),
        _besides(report),
        _whole(report),
    ]
    body = "".join(filter(None, sections))
    return report_page(title, body, made_by=MADE_BY, style=_STYLE, script=_SCRIPT, is_styled_inside=True)


def _whole(report: Report) -> str:
    """The folder with what earlier runs have added to it."""
    if not (whole := whole_of(report)):
        return ""
    articles = whole.statuses["ok"]
    title = f"The whole folder: {whole.pages:,} pages, {articles:,} articles"
    return (
        f"<h1>{text(title)}</h1>"
        + _counts("Outcomes of all runs", _outcomes(whole), of=whole.pages)
        + _counts("Articles of all runs that have", whole.fields, of=articles)
        + _counts("Kinds of pages of all runs", whole.page_types, of=articles)
        + _counts("Languages of all runs", whole.languages, of=whole.languages.total())
        + _counts("Rules of all runs", whole.rules, of=whole.rules.total())
    )


def _besides(report: Report) -> str:
    """What was met beside pages."""
    skipped = _counts("Records that are no pages", report.reasons["skipped"])
    overlooked = _counts("Files that are no pages", report.overlooked)
    note = '<p class="note">These have no row in the output, and nothing of the pages is missing for them.</p>\n'
    return f"{skipped}{overlooked}{note}" if skipped or overlooked else ""


def _seconds(example: Example) -> str:
    """How long the page took."""
    return f"{example['badness']:.2f} s"


def _characters(example: Example) -> str:
    """How long the article is."""
    return f"{-example['badness']:,.0f} characters"


def _confidence(example: Example) -> str:
    """How sure the cleaner was."""
    return f"{-example['badness']:.2f}" if example["badness"] <= 0 else ""


def _outcomes(report: Report) -> Counter[str]:
    return Counter({name: report.statuses[name] for name in STATUSES if report.statuses[name]})


def _tenths(report: Report) -> Counter[str]:
    return Counter(
        {f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}": report.confidence[str(tenth)] for tenth in range(10)}
    )


def _counts(heading: str, counts: Counter[str], *, of: int = 0, ranked: bool = True) -> str:
    """A table of counts, with their shares of the number that is given."""
    if not counts:
        return ""
    items = counts.most_common() if ranked else list(counts.items())
    most = max(counts.values()) or 1
    rows = [
        f'<tr><td>{text(name)}<td class="number">{count:,}<td class="number">{share(count, of) if of else ""}'
        f'<td class="bar"><span style="width:{100 * count / most:.1f}%"></span></tr>\n'
        for name, count in items[:_ROWS]
    ]
    foot = ""
    if len(items) > _ROWS:
        rest = sum(count for _, count in items[_ROWS:])
        foot = f'<tfoot><tr><td>{len(items) - _ROWS:,} more<td class="number">{rest:,}</tr></tfoot>\n'
    head = '<thead><tr><th>what<th class="number">count<th class="number">share</tr></thead>\n'
    return f"<h2>{text(heading)}</h2>\n<table>\n{head}<tbody>{''.join(rows)}</tbody>{foot}</table>\n"


def _examples(heading: str, examples: Iterable[Example], measure: Any) -> str:  # noqa: ANN401 - a function
    rows = "".join(
        f'<tr><td class="number">{text(measure(example))}<td>{_page(example)}</tr>\n' for example in examples
    )
    return f"<h2>{text(heading)}</h2>\n<table>\n{rows}</table>\n" if rows else ""


def _page(example: Example) -> str:
    """The page's address, why it has no article, and the command that shows its blocks."""
    reason = f' <span class="reason">{text(example["reason"])}</span>' if example["reason"] else ""
    url = f"{text(example['url'])}<br>" if example["url"] else ""
    return f"{url}<code>{text(shlex.join(['cleaner', 'explain', example['ref']]))}</code>{reason}"


def _hosts(report: Report) -> str:
    ranked = sorted(report.hosts.items(), key=lambda item: (-item[1].total(), item[0]))[:_HOSTS]
    numbered = list(enumerate(ranked))
    head = "".join(f'<th class="number">{status}' for status in STATUSES)
    rows = "".join(
        f'<tr><td><a href="#host-{number}">{text(host)}</a>'
        + "".join(f'<td class="number">{counts[status]:,}' for status in STATUSES)
        + "</tr>\n"
        for number, (host, counts) in numbered
    )
    details = "".join(
        f'<h3 id="host-{number}">{text(host)}</h3>\n<table>\n'
        + "".join(
            f'<tr><td class="number">{text(_confidence(example))}<td>{_page(example)}</tr>\n'
            for example in report.by_host.get(host, ())
        )
        + "</table>\n"
        for number, (host, _) in numbered
    )
    more = len(report.hosts) - len(ranked)
    note = f"<p>{more:,} hosts with fewer pages are not shown.</p>\n" if more else ""
    return (
        f"<h2>Hosts</h2>\n<table>\n<thead><tr><th>host{head}</tr></thead>\n<tbody>{rows}</tbody></table>\n{note}"
        f"<h2>The least sure pages of each host</h2>\n{details}"
    )
