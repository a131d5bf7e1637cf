import pytest

from cleaner.tooling.rules.stable_names import is_hashed, is_stable, module_stem


@pytest.mark.parametrize(
    "name",
    [
        "css-1x2y3z",
        "sc-bdVaJa",
        "jsx-112233",
        "kNHAVz",
        "iUvfGl",
        "ssrcss-11r1m41",
        "a12b",
        "lahDvz",
        "Poll_root__0I_DP",
        "Teaser_teaser__Lkcni",
        "ActivityButton_buttonActionBar___UHYx",
        "Type_text-s__wu_cm",
        "_lead_dphl0_2",
    ],
)
def test_names_of_build_tools_are_known(name):
    assert is_hashed(name)


@pytest.mark.parametrize(
    "name",
    [
        "storyBody",
        "RichTextArticleBody",
        "gnt_ar_b",
        "article__body",
        "bbWrapper",
        "nytCard",
        "leadTxt",
        "Card_title__large",
    ],
)
def test_names_that_people_chose_are_kept(name):
    assert not is_hashed(name)
    assert is_stable(name)


@pytest.mark.parametrize("name", ["mt-4", "flex", "col-md-8", "tag-flood", "postid-12", "is-open", "p1"])
def test_what_it_looks_like_or_whose_it_is_is_nothing_to_build_on(name):
    assert not is_stable(name)


def test_the_stem_of_a_module_name_outlives_its_hash():
    assert module_stem("ArticleBody_text__3kD2x") == "ArticleBody_text__"
    assert module_stem("Poll_root__0I_DP") == "Poll_root__"
    assert module_stem("article__body") is None
