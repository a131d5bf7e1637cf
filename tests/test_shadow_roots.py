from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.page.shadow_roots import open_shadow_roots
from cleaner.page.trim import attributes, trim

STORY = "".join(f"<p>{start} of the long pier were mended by hand, and the whole town came to look at them.</p>"
                for start in ("The lamps", "The planks", "The rails", "The steps"))  # fmt: skip


@pytest.mark.parametrize("said", ["shadowrootmode=open", "shadowrootmode='closed'", 'class="x" ShadowRootMode="open"'])
def test_a_shadow_root_is_part_of_the_page(said):
    page = f"<main><article><h1>Pier</h1><x-story><template {said}>{STORY}</template></x-story></article></main>"
    text = clean(page.replace("ShadowRootMode", "shadowrootmode")).text
    assert [line.split()[1] for line in text.splitlines()] == ["lamps", "planks", "rails", "steps"]


def test_a_template_is_no_part_of_the_page():
    page = f"<main><article><h1>Pier</h1>{STORY}<template><p>Words of a card to be filled in.</p></template></main>"
    assert "card" not in clean(page).text


def test_templates_within_a_root_stay_templates():
    raw = b"<template shadowrootmode=open><template id=x>a</template>b</template><template>c</template>"
    assert open_shadow_roots(raw) == (
        b"<div shadowrootmode=open><template id=x>a</template>b</div><template>c</template>"
    )


@pytest.mark.parametrize(
    "raw",
    [
        b"<!-- <template shadowrootmode=open> -->",
        b"<script>'<template shadowrootmode=open>'</script>",
        b"<p>shadowrootmode</p></template>",
    ],
)
def test_what_only_speaks_of_roots_stays(raw):
    assert open_shadow_roots(raw) == raw


@pytest.mark.skipif(trim(b"") is None, reason="built without a C compiler: nothing is cut")
@pytest.mark.parametrize(
    "raw",
    [b"<p>x<template shadowrootmode=open>a</template>", b"<p x=1><template class='a'shadowrootmode='open'>a</template>",
     b"<i a b=shadowrootmode>a</i>", b"<template SHADOWROOTMODE=open>a</template>", b"<template id=x>a</template>",
     b"<math>x</math><template shadowrootmode=open>a</template>", b"<title><template shadowrootmode=open></title>x"],
)  # fmt: skip
def test_the_way_through_the_tags_tells_as_much_as_a_search(raw):
    assert (
        open_shadow_roots(raw, trim(raw)) == open_shadow_roots(raw, trim(raw, attributes())) == open_shadow_roots(raw)
    )
