import pytest

from cleaner.rules.dialect import fault_of
from cleaner.tooling.rules.importers.xpath import Target, XPathError, translate


@pytest.mark.parametrize(
    ("xpath", "css"),
    [
        ("//div[@id='story']", 'div[id="story"]'),
        ("//div[contains(concat(' ',normalize-space(@class),' '),' body ')]/p[2]", "div.body > p:nth-of-type(2)"),
        ("//*[contains(@class, 'promo')]", '[class*="promo"]'),
        ("//a[starts-with(@href, '/x') and not(@id)]", 'a[href^="/x"]:not([id])'),
        ("//p[@a or @b]", "p:is([a], [b])"),
        ("//div[@class='x']/parent::section", 'section:has(> div[class="x"])'),
        ("//div[.//form]", "div:has(form)"),
        ("//li[last()]", "li:nth-last-of-type(1)"),
        ("//h2/following-sibling::*", "h2 ~ *"),
        ("//p[contains(text(), 'Ads')]", 'p:lexbor-contains("Ads")'),
        ("/html/body/main", "html > body > main"),
    ],
)  # fmt: skip
def test_paths_become_selectors(xpath, css):
    assert translate(xpath) == [Target(css)]
    assert fault_of(css) is None


def test_a_union_becomes_several():
    assert [target.css for target in translate("//h1 | //h2[@id]")] == ["h1", "h2[id]"]


def test_cuts_and_attributes_become_parts_of_a_field():
    (found,) = translate("substring-before(substring-after(//meta[@name='by']/@content, 'By '), ',')")
    assert found == Target('meta[name="by"]', "content", "By ", ",")


@pytest.mark.parametrize(
    ("xpath", "like"),
    [("//p[contains(., 'Read on')]", "*Read on*"), ("//p[starts-with(., 'Ad')]", "Ad*"), ("//b[.='x']", "x")],
)
def test_a_test_of_the_text_becomes_a_pattern(xpath, like):
    (found,) = translate(xpath)
    assert found.likes == (like,)


@pytest.mark.parametrize(
    "xpath",
    ["(//a)[2]", "//a/ancestor::div[1]", "//p[", "'Jo Doe'", "//a/following::p", "//*[@*='x']", "//b[@a][1]", "]", ""],
)  # fmt: skip
def test_what_has_no_counterpart_says_why(xpath):
    with pytest.raises(XPathError, match=r"\w"):
        translate(xpath)
