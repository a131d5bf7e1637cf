"""Names in scripts without capitals → one by one, where blanks or a role alone part them."""

from __future__ import annotations

from cleaner import expressions as re
from cleaner.lexicon.metadata import either, words

# The first character of the kana, which come before all scripts that are written without blanks here.
_FIRST_DENSE = "\u3040"
# An ideograph or a syllable of Korean.
_DENSE = re.compile("[\u3400-\u9fff\uac00-\ud7af]")
# As many characters as a name has, all ideographs; and all of Korean.
_IDEOGRAPHS = re.compile("[\u3400-\u9fff]{2,4}")
_HANGUL = re.compile("[\uac00-\ud7af]{2,4}")
# The surnames of one character, with which Chinese and Korean names begin.
_SURNAMES = frozenset(words("surnames of one letter"))
# And of two.
_DOUBLE_SURNAMES = frozenset(words("surnames of two letters"))
# A role that stands between two names and parts them: "王晓明 通讯员 李芳".
_PARTING = re.compile(rf"(?:(?<!\s)\s++)?(?:{either('names, parting (patterns)')})\s*+")
# A role in pictures and the name that clings to it, in ideographs; and the same in Korean.
_PICTURES = re.compile(rf"(?:(?<!\s)\s++)?(?:{either('other hands, clinging (patterns)')})[\u3400-\u9fff]{{0,4}}")
_KOREAN_PICTURES = re.compile(
    rf"(?<!\s)\s++(?:{either('other hands, Korean')})\s*+[:=]?\s*+[\uac00-\ud7af]{{2,4}}(?=$|\s)"
)
# Who else took part, by a label that follows the author's name: "王晓明 摄影:李芳".
_LABELLED = re.compile(
    rf"(?<!\s)\s++(?:{either('other hands, dense labels')})"
    r"(?:\s*+[|｜丨／/:：・]\s*+\S++|\s++[\u3400-\u9fff]{2,4}(?=$|\s))"
)
# The marks behind which the second part of a line stands.
_BEHIND = frozenset("/／＝=")
# "서울=한서윤 기자": the place or the house stands before who reports.
_HOUSE = re.compile("^[\uac00-\ud7af· ]{1,16}=\\s?(?=[\uac00-\ud7af]{2})")
# "王思远、李娜等": the rest of whoever wrote it.
_OTHERS = re.compile(rf"(?<=\w\w)(?:{either('and others, dense (patterns)')})$")
# "王思远/文 李娜/摄": what each did stands behind a mark.
_MARKED = re.compile(rf"\s?[/／＝=]\s?(?:{either('wrote, behind a mark')})(?=\s|$)")
_MARKED_OTHERS = re.compile(
    rf"(?:^|\s)[\u3005\u3040-\u30ff\u3400-\u9fff]{{2,8}}\s?[/／＝=]\s?(?:{either('helped, behind a mark')})(?=\s|$)"
)
_SIGN = re.compile(rf"(?:(?<!\s)\s++)?(?:[/／]\s*+(?:{either('announce, behind a mark')})|=)\s*+$")
# "田中 高志 著、木下 哲也 訳": what each did on a book.
_WROTE = re.compile(rf"(?<=\w)\s(?:{either('wrote, behind a name')})(?=$|[、，,;；/／])")
_HELPED = tuple(f" {word}" for word in words("helped, behind a name"))
_MARKS = re.compile("[、，,;；/／]")
# "周海燕台中報導": who reports from where.
_PLACED = re.compile(
    rf"^([\u3400-\u9fff]{{2,3}})[\u3400-\u9fff]{{2}}{either('place, end')}?(?:{either('reports, dense')})$"
)
_WHOLE = 3  # letters of most names: a surname and two more
_MATES = {"[": "]", "【": "】", "〔": "〕", "《": "》", "〈": "〉", "（": "）", "［": "］", "(": ")"}
BRACKETS = frozenset(_MATES)
"""What may open brackets around a whole byline."""


def with_marks(line: str) -> str:
    """The line with a mark for a role that parts two names, as in "王晓明 通讯员 李芳"; without who took pictures."""
    if not may_be_dense(line):
        return line
    if not _BEHIND.isdisjoint(line):
        line = _HOUSE.sub("", line)
        line = _MARKED.sub("、", _MARKED_OTHERS.sub("", line)).rstrip("、")
    line = _OTHERS.sub("", line)
    line = _PICTURES.sub("", _KOREAN_PICTURES.sub("", _SIGN.sub("", _LABELLED.sub("", line))))
    if _WROTE.search(line):
        parts = [part for part in _MARKS.split(line) if not part.endswith(_HELPED)]
        line = "、".join(_WROTE.sub("", part) for part in parts)
    return _PARTING.sub("、", _PLACED.sub(r"\1", line))


def may_be_dense(line: str) -> bool:
    """Whether a line may have letters of East Asia: a look at its highest character, where an expression takes longer.

    The expressions that look for such letters take milliseconds to compile, each, and most pages need none of them.
    """
    return not line.isascii() and max(line) >= _FIRST_DENSE


def unbracketed(line: str) -> str:
    """What stands between the brackets around a whole line; the line itself without those."""
    mate = _MATES.get(line[:1])
    inside = line[1:-1].strip()
    return inside if mate and line.endswith(mate) and line[0] not in inside and mate not in inside else line


def one_by_one(name: str) -> tuple[str, ...]:
    """Names that blanks part: "王晓明 李芳 陈立", "김민수 이지은".

    A name may hold a blank itself, as most of Japan do: so each has to begin with a surname of China or Korea, and one
    of two has to be as long as a name is, since "田中 高志" is one person.
    """
    if " " not in name or not may_be_dense(name) or not _DENSE.match(name):
        return (name,)
    parts = tuple(name.split())
    if not (all(map(_IDEOGRAPHS.fullmatch, parts)) or all(map(_HANGUL.fullmatch, parts))):
        return (name,)
    if not all(part[0] in _SURNAMES or part[:2] in _DOUBLE_SURNAMES for part in parts):
        return (name,)
    return parts if len(parts) > 2 or max(map(len, parts)) >= _WHOLE else (name,)
