import json
import re
from collections import Counter
from dataclasses import replace
from itertools import zip_longest

import pytest
from hosts import page, paragraph, url
from typer.testing import CliRunner

from cleaner import Cleaner
from cleaner.cli import app
from cleaner.errors import DumpError
from cleaner.page.dom import parse
from cleaner.page.segment import segment
from cleaner.rules.book import RuleBook
from cleaner.rules.read import load_rule
from cleaner.rules.schema import Layout, Rule
from cleaner.tooling.fixtures.add import NewFixture
from cleaner.tooling.learn import fixtures, learn, learn_texts, read_hosts, rule_of
from cleaner.tooling.learn.choose import choose_content, choose_drops
from cleaner.tooling.learn.command import write_draft
from cleaner.tooling.learn.evidence import Evidence, read_evidence
from cleaner.tooling.learn.fixtures import write_fixtures
from cleaner.tooling.learn.patterns import choose_patterns

FIXTURE = NewFixture("<p>Page", "https://shoreline.example/a", "alike", "---\n---\n")


@pytest.fixture(scope="module")
def dump(tmp_path_factory):
    """Six pages of one host and one of another."""
    path = tmp_path_factory.mktemp("dump") / "pages.jsonl"
    rows = [{"url": url(n), "html": page(n, promo=n % 2 == 0, caption=n % 3 != 0)} for n in range(6)]
    rows.append({"url": "https://other.example/a", "html": page(40)})
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return path


@pytest.fixture(scope="module")
def draft(dump):
    host = next(host for host in read_hosts([dump]).hosts if host.name == "shoreline.example")
    return learn(host.name, host.pages)


def test_the_container_is_found_by_a_name_that_people_chose(draft):
    assert [choice.css for choice in draft.content] == [".story-body"]
    assert draft.content[0].pages == 6


def test_no_selector_is_hashed_or_names_one_page(draft):
    selectors = [choice.css for choice in (*draft.content, *draft.keep, *draft.drop)]
    assert not [css for css in selectors if "css-" in css or "kNHAVz" in css or "000" in css]


def test_what_never_holds_content_is_dropped(draft):
    assert {choice.css for choice in draft.drop} & {".story-promo", ".story-figure", "figure", "figcaption"}


def test_fields_agree_with_the_metadata(draft):
    assert draft.title.right == 6
    assert draft.date.entry.attr in ("content", "datetime")


def test_the_draft_is_a_rule_that_tells_its_evidence(draft, tmp_path):
    path = tmp_path / "shoreline.example.toml"
    path.write_text(draft.toml(), "utf-8")
    assert load_rule(path).layouts == rule_of(draft).layouts
    assert "on 6 of 6 pages" in draft.toml()


def test_with_the_rule_unseen_pages_lose_nothing_and_carry_less(draft):
    ruled, free = Cleaner(RuleBook.empty().trying(rule_of(draft))), Cleaner(rules=None)
    for number in (20, 21, 22):
        with_rule, without = (cleaner.clean(page(number), url(number)) for cleaner in (ruled, free))
        assert with_rule.rule == "sites/shoreline.example"
        assert "Twelve walks" not in with_rule.text
        assert set(with_rule.text.splitlines()) <= set(without.text.splitlines())
        assert len(with_rule.text) > 0.9 * len(without.text)


SKELETONS = [
    {},
    {"story-body kNHAVz": "entry-content", "story-promo": "related-box", "story-figure": "wp-caption"},
    {"story-body": "ArticleBody_text__3kD2x", "story-promo": "Teaser_root__9xK1a", "related-list": "css-9z8y7x"},
    {
        'class="story-body kNHAVz"': 'itemprop="articleBody"',
        '<article class="story"': '<div class="page"',
        "</article>": "</div>",
    },
    {"story-body kNHAVz": "rich-text", "story-promo": "newsletter-teaser", "<main": "<div", "</main>": "</div>"},
]


def score(text, number):
    """Precision and recall over words, the story's paragraphs being known."""
    got = Counter(text.split())
    wanted = Counter(word for n in range(6) for word in paragraph(10 * number + n).split())
    shared = (got & wanted).total()
    return shared / got.total(), shared / wanted.total()


@pytest.mark.parametrize("names", SKELETONS)
@pytest.mark.parametrize("pages", [2, 3, 6])
def test_on_made_up_hosts_a_learnt_rule_never_does_worse_than_the_heuristic(names, pages, tmp_path):
    def made(number, **parts):
        html = page(number, **parts)
        for old, new in names.items():
            html = html.replace(old, new)
        return html

    rows = [{"url": url(n), "html": made(n, promo=n % 2 == 0, caption=n % 3 != 0)} for n in range(pages)]
    (tmp_path / "dump.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (host,) = read_hosts([tmp_path / "dump.jsonl"]).hosts
    ruled, free = Cleaner(RuleBook.empty().trying(rule_of(learn(host.name, host.pages)))), Cleaner(rules=None)
    for number in (20, 21, 22):
        with_rule, without = (score(cleaner.clean(made(number), url(number)).text, number) for cleaner in (ruled, free))
        assert with_rule[0] >= without[0]
        assert with_rule[1] >= without[1]


def test_one_page_alone_is_no_evidence_for_a_container(dump):
    host = next(host for host in read_hosts([dump]).hosts if host.name == "shoreline.example")
    assert learn(host.name, host.pages[:1]).content == ()


def test_lines_that_repeat_are_learnt_from_plain_texts():
    texts = [f"Shoreline, the paper of the coast\nA story about {n}.\nFollow us on every shore" for n in range(5)]
    found = [choice.pattern.like for choice in learn_texts("shoreline.example", texts).patterns]
    assert found == ["Follow us on every shore", "Shoreline, the paper of the coast"]


def test_a_rule_that_is_there_is_not_written_over(draft, tmp_path):
    assert write_draft(draft, tmp_path, force=False).name == "shoreline.example.toml"
    with pytest.raises(DumpError, match="--force"):
        write_draft(draft, tmp_path, force=False)


def test_pages_without_an_address_are_an_error(tmp_path):
    (tmp_path / "a.html").write_text(page(1))
    with pytest.raises(DumpError, match="--url"):
        read_hosts([tmp_path])


@pytest.mark.parametrize(
    ("head", "host"),
    [
        ("<link rel=canonical href=https://www.one.example/a>", "one.example"),
        ("<meta property='og:url' content=https://two.example/b>", "two.example"),
        ("<link rel=canonical href=/a><meta property='og:url' content=https://two.example/b>", "two.example"),
        ("<link rel=canonical href=/a>", "said.example"),
    ],
)
def test_a_saved_page_is_of_the_host_that_it_declares(tmp_path, head, host):
    (tmp_path / "a.html").write_text(head + page(1))
    assert [found.name for found in read_hosts([tmp_path], url="https://said.example/").hosts] == [host]


@pytest.mark.parametrize("given", ["https://www.Bücher.example/x", "https://xn--bcher-kva.example./x"])
def test_a_host_with_letters_of_its_language_is_named_as_its_rule_is(tmp_path, given):
    (tmp_path / "pages").mkdir()
    for number in range(3):
        (tmp_path / "pages" / f"{number}.html").write_text(page(number))
    done = CliRunner().invoke(
        app, ["rules", "learn", str(tmp_path / "pages"), "--url", given, "-o", str(tmp_path / "rules")]
    )
    assert done.exit_code == 0, done.output
    assert RuleBook.of(tmp_path / "rules").site_of(given).name == "sites/xn--bcher-kva.example"


def test_a_host_after_which_no_rule_can_be_named_is_left_aside(tmp_path):
    (tmp_path / "a.html").write_text(page(1))
    with pytest.raises(DumpError, match="no rule can be named after ::1"):
        read_hosts([tmp_path], url="http://[::1]/story")


def test_the_command_drafts_each_host_with_enough_pages(dump, tmp_path):
    done = CliRunner().invoke(app, ["rules", "learn", str(dump), "-o", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert [path.name for path in tmp_path.iterdir()] == ["shoreline.example.toml"]
    assert "https://other.example/a: left aside: other.example has fewer than 2 pages" in done.output


def test_plain_texts_are_read_in_the_encoding_that_they_are_in(tmp_path):
    said = "Ночной паром снова ходит между портом и островами, и все жители пришли на пристань.\n" * 5
    (tmp_path / "story.txt").write_bytes(said.encode("cp1251"))
    (host,) = read_hosts([tmp_path / "story.txt"], "https://shoreline.example/1").hosts
    assert host.texts == [said]


def test_a_container_that_loses_a_seventh_of_the_story_is_worse_than_one_with_a_quarter_too_much():
    def made(number: int) -> Evidence:
        head, *inner = (f"<p>{paragraph(100 * number + n, 1)}</p>" for n in range(7))
        stray = f"<p>{paragraph(100 * number + 50, 2)}</p>"
        html = f"<div class=wide>{head}<div class=narrow>{''.join(inner)}</div>{stray}</div>"
        blocks = segment(parse(html, url(number))).blocks
        return read_evidence(html, url(number), blocks, [True] * 7 + [False])

    assert [choice.css for choice in choose_content([made(1), made(2)])] == [".wide"]


def write_pages(folder, pages):
    folder.mkdir()
    for number, html in enumerate(pages):
        (folder / f"{number}.html").write_text(html)
    return folder


def test_pages_with_a_given_address_need_no_canonical_link(tmp_path):
    pages = [page(n, promo=n % 2 == 0) for n in range(4)]
    assert "canonical" not in pages[0]
    given = write_pages(tmp_path / "given", pages)
    linked = [html.replace("</title>", f"</title><link rel=canonical href={url(n)}>") for n, html in enumerate(pages)]
    (host,) = read_hosts([given], "https://www.shoreline.example/").hosts
    (other,) = read_hosts([write_pages(tmp_path / "linked", linked)]).hosts
    assert learn(host.name, host.pages).content == learn(other.name, other.pages).content != ()


def test_each_page_that_is_left_aside_is_named_with_the_reason(tmp_path):
    folder = write_pages(tmp_path / "pages", [page(0), page(1), "<p></p>", ""])
    (folder / "nowhere.html").write_text(page(3))
    rows = [{"url": url(n), "html": (folder / f"{n}.html").read_text()} for n in range(4)]
    (tmp_path / "d.jsonl").write_text("\n".join([*map(json.dumps, rows), "{broken"]))
    told = CliRunner().invoke(app, ["rules", "learn", str(tmp_path / "d.jsonl"), str(folder / "nowhere.html")]).stderr
    assert f"d.jsonl#3 ({url(2)}): left aside: no article" in told
    assert f"d.jsonl#4 ({url(3)}): left aside: empty" in told
    assert "d.jsonl#5: left aside: " in told
    assert "nowhere.html: left aside: it does not tell which host it is from; say it with --url" in told


SUBHEADS = ("Education", "See also", "What's next")


def with_subheads(number, markup):
    """A page with the same three subheads that every page of the host has."""
    first, *paragraphs = page(number, promo=False, caption=False).split("</p><p>")
    heads = [markup.format(subhead) for subhead in SUBHEADS]
    return first + "".join(f"</p>{head}<p>{text}" for head, text in zip_longest(heads, paragraphs, fillvalue=""))


def told_apart(number, html, is_content):
    """Evidence of a page whose blocks are content where the heuristic says so and a test agrees."""
    trace = Cleaner(rules=None).trace(html, url(number))
    pairs = zip(trace.blocks, trace.decisions, strict=True)
    return read_evidence(html, url(number), trace.blocks, [d.kept and is_content(block) for block, d in pairs])


@pytest.mark.parametrize(
    "markup",
    [
        "<h3 class=part>{}</h3>",
        "<div class=part><h3>{}</h3></div>",
        "<p class=part>{}</p>",
        "<p><b class=part>{}</b></p>",
    ],
)
def test_no_line_strikes_what_may_be_a_subhead(markup):
    """Also where it was taken for boilerplate on every page that was learnt from."""
    stray = (*SUBHEADS, "Follow us on every shore for more of this.")
    pages = [told_apart(n, with_subheads(n, markup), lambda block: block.text not in stray) for n in range(6)]
    drops = [choice.css for choice in choose_drops(pages, [".story-body"])]
    rule = Rule("sites/one", "site", None, (Layout(content=(".story-body",)),), "")
    patterns = [choice.pattern for choice in choose_patterns(pages, rule)]
    assert all(page.under(".part") for page in pages)
    assert ".part" not in drops
    assert stray[-1] in [pattern.like for pattern in patterns]
    assert not [pattern for pattern in patterns for subhead in SUBHEADS if pattern.matches(subhead, 0, 1)]


def test_a_line_that_is_right_on_no_page_left_out_is_not_drafted():
    """A promotion that stands on one page only may be anything on the next one."""
    pages = [
        told_apart(n, page(n, promo=n == 2, caption=n > 2), lambda block: "Twelve" not in block.text) for n in range(5)
    ]
    found = learn("shoreline.example", pages)
    assert {choice.css for choice in found.drop} & {"figure", "figcaption", ".story-figure"}
    assert ".story-promo" not in [choice.css for choice in found.drop]


def test_each_line_tells_on_how_many_pages_it_is_proven(draft):
    lines = [line for line in draft.toml().splitlines() if "# on " in line or "# right on " in line]
    assert lines
    assert all(re.search(r"; proven on [1-6] left out of the learning$", line) for line in lines)


@pytest.mark.parametrize("options", [(), ("--anonymise",)])
def test_a_draft_with_its_fixtures_passes_its_own_lint_and_check(dump, tmp_path, monkeypatch, options):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["rules", "learn", str(dump), "-o", "mine/sites", "--fixtures", "pages", *options])
    assert done.exit_code == 0, done.output
    (tmp_path / ".cleaner.toml").write_text("rules = ['mine']\n[fixtures]\npages = ['pages/*/*.html']\n")
    for command in ("rules lint", "rules test", "fixtures check"):
        found = CliRunner().invoke(app, command.split())
        assert found.exit_code == 0, found.output
    assert "content = " in (tmp_path / "mine/sites/shoreline.example.toml").read_text()
    assert list((tmp_path / "pages/shoreline.example").glob("*.html"))


def test_fixtures_of_pages_whose_titles_begin_alike_are_all_written_once(tmp_path):
    pages = [replace(FIXTURE, html=f"<p>Page {number}") for number in range(3)]
    names = [path.name for path in write_fixtures(pages, tmp_path, "shoreline.example")]
    assert names == ["alike.html", "alike.md", "alike-2.html", "alike-2.md", "alike-3.html", "alike-3.md"]
    assert [(tmp_path / "shoreline.example" / name).read_text() for name in names[::2]] == [p.html for p in pages]
    assert write_fixtures(pages, tmp_path, "shoreline.example") == []


def test_no_fixture_of_a_draft_takes_the_place_of_another(monkeypatch, draft):
    made = iter(replace(FIXTURE, html=f"<p>Page {number}") for number in range(4))
    monkeypatch.setattr(fixtures, "make_fixture", lambda *_args, **_options: next(made))
    pages = [read_evidence("<p>a", url(number), [], []) for number in range(4)]
    found = fixtures._make(draft, pages, anonymise=False)
    assert [fixture.html for fixture in found] == [f"<p>Page {number}" for number in range(4)]
    assert len({fixture.slug for fixture in found}) == 4


def test_fixtures_without_a_place_for_the_rule_are_wrong_usage(dump, tmp_path):
    done = CliRunner().invoke(app, ["rules", "learn", str(dump), "--fixtures", str(tmp_path)])
    assert (done.exit_code, "--output" in done.stderr) == (2, True)
