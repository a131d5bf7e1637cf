"""A small project with fixtures, for the tests of the commands that check them."""

from __future__ import annotations

WORDS = ("one", "two", "three", "four", "five", "six")
PARAGRAPHS = [
    f"Paragraph {word} of the story stands in the body of the page, and it is long enough to be one. "
    f"It has a second sentence after the first."
    for word in WORDS
]


def page(title: str = "A story of the weir", paragraphs: list[str] = PARAGRAPHS, charset: str = "utf-8") -> str:
    body = "\n".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f'<html><head><meta charset="{charset}"><title>{title}</title></head><body>'
        f'<nav><a href="/">Home</a></nav><article><h1>{title}</h1>\n{body}\n</article></body></html>'
    )


def expected(title: str = "A story of the weir", paragraphs: list[str] = PARAGRAPHS, url: str = "", rules: str = ""):
    front = [f"url: {url}", f"title: {title}", "byline:", "authors:", "date:", f"rules: {rules}"]
    head = "\n".join(line.rstrip() for line in ["---", *front, "---"])
    return head + "\n\n" + "\n\n".join(paragraphs) + "\n"


SETTINGS = '[fixtures]\npages = ["pages/*/*.html"]\n'
RULE = '[[layout]]\ncontent = ["article"]\ntitle = ["h1"]\n'
PLATFORM = '[detect]\nany = ["made-with-weir"]\n\n[[layout]]\ndrop = [".w"]\n'
