"""Selectors as they are matched in time that grows with the page, against the parser's own matching."""

from __future__ import annotations

import random

import pytest

from cleaner.errors import RuleError
from cleaner.page import survey
from cleaner.page.dom import Page, is_selector, parse
from cleaner.page.selector_matching import select_nodes
from cleaner.page.selector_parser import MAX_NESTING, chains_of, is_straight, nesting_of
from cleaner.rules.read import load_rule
from cleaner.rules.select import find

DOCTYPES = [
    "",
    "<!doctype html>",
    '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">',
    "<!-- x --><!doctype html>",
]
SIMPLE = [
    ".a",
    ".b",
    ".A",
    "#x",
    "#X",
    "[c]",
    "[class=a]",
    "[c='> ,']",
    ":first-child",
    ":only-child",
    ":empty",
    ":root",
]
FORMULAS = ["2", "n", "2n", "-n+3", "odd", "EVEN", "2n + 1", "3n-1", "+n", "n+2", "-2n+5", "0", "2n+1 of .a"]
COUNTING = [":nth-child({})", ":nth-last-child({})", ":nth-of-type({})", ":nth-last-of-type({})"]
OF_TYPE = [":first-of-type", ":last-of-type", ":only-of-type"]


def compound(chance: random.Random, depth: int) -> str:
    name = chance.choice(["", "*", "div", "p", "b", "P"])
    text = name + "".join(chance.choices(SIMPLE, k=chance.choice([0, 0, 1, 1, 2])))
    # The parser counts the doctype among the brothers and sisters of `html`, so that only others are counted here.
    if depth and name not in ("", "*") and chance.random() < 0.5:
        kind = chance.choice([":not(", ":is(", ":where(", ":has(", *COUNTING, *OF_TYPE])
        if "{}" in kind:
            text += kind.format(chance.choice(FORMULAS[:-1] if "type" in kind else FORMULAS))
        elif kind == ":has(":
            inner = [chance.choice(["", "> ", "+ ", "~ "]) + selector(chance, 0) for _ in range(chance.randint(1, 2))]
            text += f"{kind}{', '.join(inner)})"
        elif kind.endswith("("):
            text += f"{kind}{', '.join(selector(chance, depth - 1) for _ in range(chance.randint(1, 2)))})"
        else:
            text += kind
    return text or "*"


def selector(chance: random.Random, depth: int) -> str:
    text = compound(chance, depth)
    for _ in range(chance.choice([0, 0, 1, 1, 2, 3])):
        text += chance.choice([" ", " ", " > ", ">", " + ", "~"]) + compound(chance, depth)
    return text


def tree(chance: random.Random) -> Page:
    start = "<{} class='{}' {}>"
    parts = [
        chance.choice([
            start.format(chance.choice(["div", "p", "b"]), chance.choice(["a", "b", "A", "a b", ""]),
                         chance.choice(["id=x", "id=X", "", "c", "c='> ,'"])),
            "</div>", "</p>", "</b>", "x", "<!-- -->", " ",
        ])
        for _ in range(chance.choice([5, 15, 40]))
    ]  # fmt: skip
    return parse(chance.choice(DOCTYPES) + "".join(parts))


@pytest.mark.parametrize("seed", range(40))
def test_what_is_found_is_what_the_parser_finds_in_its_order(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(30):
        page = tree(chance)
        for _ in range(8):
            css = ", ".join(selector(chance, 2) for _ in range(chance.choice([1, 1, 2])))
            if is_selector(css):
                assert [node.mem_id for node in select_nodes(page, css)] == [
                    node.mem_id for node in page.select(css)
                ], css


@pytest.mark.parametrize("seed", range(40))
def test_rules_find_the_same_compiled_or_not(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    for _ in range(30):
        page = tree(chance)
        wanted = tuple(filter(is_selector, (selector(chance, 1) for _ in range(chance.randint(1, 4)))))
        scopes = [node.mem_id for node in page.select("div") if chance.random() < 0.3]
        expected = {node.mem_id for css in wanted for node in page.select(css)}
        assert find(page, wanted).keys() == expected, wanted
        within = find(page, wanted, scopes)
        with monkeypatch.context() as patch:
            patch.setattr(survey, "compiled", None)
            assert find(page, wanted).keys() == expected, wanted
            assert find(page, wanted, scopes).keys() == within.keys(), wanted


@pytest.mark.skipif(survey.compiled is None, reason="built without a C compiler: only Python is there")
@pytest.mark.parametrize("doctype", DOCTYPES)
def test_a_page_is_quirky_where_the_parser_takes_one_case_for_the_other(doctype: str) -> None:
    page = parse(f"{doctype}<p class=A>")
    assert survey.compiled is not None
    assert page.root is not None
    assert survey.compiled.is_quirky(page.root.mem_id) == bool(page.select(".a"))


@pytest.mark.parametrize(
    "css",
    [r".md\:w-1\/2 p", r"p .a\ b", "div :is(.a,, .b)", "div :not( .a )", "p/* .x */.a b", ".a /* , */ b", "[c=')'] b",
     "b :lexbor-contains(') x')", "p :lang", "div :is(.a", ".标题 p", "svg|a b", "*|* b", "a:not([href*='(']) b",
     "p:nth-child( 2n + 1 ) b", ".a  ~  .b", "p:NOT(.a) b", "P:Nth-Child(EVEN) b"],
)  # fmt: skip
def test_odd_notations_mean_what_the_parser_takes_them_for(css: str) -> None:
    page = parse(
        "<!doctype html><div class='a b'><p class='标题 a'>(x) ) x<b class=a>y</b><b>z</b><p class='md:w-1/2' c=)>"
        "<b>v</b><p>w<b>u</b><i class=b>t</i></p></div><p><svg><a><b></b></a></svg><p class='a b'>"
    )
    if is_selector(css):
        assert [node.mem_id for node in select_nodes(page, css)] == [node.mem_id for node in page.select(css)]


def test_html_has_no_brothers_or_sisters() -> None:
    page = parse("<!doctype html><p>x")
    assert [node.tag for node in select_nodes(page, "html:nth-child(1)")] == ["html"]


def test_what_goes_one_way_only_is_left_to_the_parser() -> None:
    assert is_straight("div > p.a + b:empty, .c")
    assert not any(map(is_straight, ["div p", "a ~ b", "p:not(.a)", ":is(p)", "p:nth-child(2)", "p:last-of-type"]))


def test_a_selector_is_read_into_its_steps() -> None:
    (chain,) = chains_of(".a > p:not(.b, .c d):nth-child(2n+1)  b")
    assert [(step.combinator, step.compound.plain) for step in chain] == [("", ".a"), (">", "p"), (" ", "b")]
    assert [inner.name for inner in chain[1].compound.inner] == ["not"]
    assert [len(inner) for inner in chain[1].compound.inner[0].chains] == [1, 2]
    assert chain[1].compound.counts[0][:4] == (2, 1, False, False)


DEEP = ":not(" * MAX_NESTING + "p" + ")" * MAX_NESTING


def test_brackets_in_one_another_are_counted() -> None:
    assert nesting_of(DEEP) == MAX_NESTING


def test_a_selector_of_as_many_brackets_in_one_another_as_there_may_be_is_read(tmp_path) -> None:
    file = tmp_path / "r.example.toml"
    file.write_text(f'[[layout]]\ndrop = ["{DEEP}"]\n')
    assert load_rule(file).layouts[0].drop == (DEEP,)


def test_a_selector_of_more_brackets_in_one_another_is_an_error(tmp_path) -> None:
    file = tmp_path / "r.example.toml"
    file.write_text(f'[[layout]]\ndrop = ["a:not({DEEP})"]\n')
    with pytest.raises(RuleError, match="brackets in one another"):
        load_rule(file)


def test_of_alternatives_in_brackets_one_that_nobody_knows_finds_nothing_and_the_others_do() -> None:
    page = parse("<!doctype html><p class=a><b>x</b></p><p><b>y</b></p>")
    assert [node.text() for node in select_nodes(page, ":is(:bogus, .a) b")] == ["x"]
