"""What the manual shows in a shell runs as it stands there, on a small made-up crawl in a folder of its own.

What needs a network, a cluster or hours is named below, with the reason.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from sites import page

from bench.warc import record, response
from cleaner.batch import Job, run

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NOT_RUN = {
    "make ": "makes an environment, from a network",
    "pip install": "from a network",
    "git clone": "from a network",
    "python -m bench.": "measures for minutes, on sets that are not here",
    "cleaner batch s3://": "needs a network and a cluster",
}
# 1 says that there are differences, or that there is more to learn.
STATUSES = {"cleaner diff": {0, 1}}
HOST = "https://example.com/bay/"


def lines_of(page: Path) -> list[list[str]]:
    """The lines of each shell example, those that go on in one."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [[line for line in block.replace("\\\n", " ").splitlines() if shlex.split(line, comments=True)]
            for block in blocks]  # fmt: skip


def is_run(line: str) -> bool:
    return not line.startswith(tuple(NOT_RUN))


EXAMPLES = [
    pytest.param(lines, id=f"{path.stem}: {lines[0][:40]}")
    for path in PAGES
    for block in lines_of(path)
    if (lines := [line for line in block if is_run(line)])
]


def write_crawl(path: Path, numbers: range) -> None:
    """A web archive of a site's pages."""
    pages = (response(page(number).encode(), f"{HOST}{number}") for number in numbers)
    path.write_bytes(record("warcinfo", b"software: a test\r\n", "", "application/warc-fields") + b"".join(pages))


@pytest.fixture
def shell(tmp_path, monkeypatch):
    """A folder with what the examples name, and a shell in it that knows the command."""
    folder = tmp_path / "work"
    for name in ("crawl", "pages", "rules/sites", "new", "tests/fixtures"):
        (folder / name).mkdir(parents=True)
    monkeypatch.chdir(folder)
    for name in ("crawl.warc.gz", "more.warc.gz", "crawl/1.warc.gz", "crawl/2.warc.gz"):
        write_crawl(Path(name), range(8))
    Path("crawl.txt").write_text("crawl/1.warc.gz\ncrawl/2.warc.gz\n")
    Path("page.html").write_text(page(1))
    Path("dump.jsonl").write_text("".join(json.dumps({"url": f"{HOST}{n}", "html": page(n)}) + "\n" for n in range(4)))
    for number in range(4):
        canonical = f'<link rel="canonical" href="{HOST}{number}"></head>'
        Path(f"pages/{number}.html").write_text(page(number).replace("</head>", canonical))
    Path("pages/story.html").write_text(page(9))
    Path(".cleaner.toml").write_text('rules = ["rules"]\n')
    for name in ("crawl.parquet", "old.parquet", "new.parquet"):
        run(Job((Path("dump.jsonl"),), Path(name)))
    ftr = tmp_path / "ftr-site-config"
    ftr.mkdir()
    (ftr / "bay-courier.example.txt").write_text("title: //h1\nbody: //div[@class='story-text']\n")
    commands = tmp_path / "bin"
    commands.mkdir()
    (commands / "cleaner").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m cleaner "$@"\n')
    (commands / "cleaner").chmod(0o755)
    path = os.pathsep.join([str(commands), os.environ["PATH"]])
    settings = {"PATH": path, "PYTHONPATH": str(ROOT), "SLURM_ARRAY_TASK_ID": "1"}

    def say(line: str) -> subprocess.CompletedProcess[str]:
        line = line.replace("/shared/", f"{tmp_path}/")
        return subprocess.run(line, shell=True, env=os.environ | settings, capture_output=True, text=True, timeout=120)

    return say


@pytest.mark.skipif(sys.platform == "win32", reason="the examples are for a shell of Unix")
@pytest.mark.parametrize("lines", EXAMPLES)
def test_shell_examples_run(shell, lines):
    for line in lines:
        done = shell(line)
        allowed = next((codes for start, codes in STATUSES.items() if line.startswith(start)), {0})
        assert done.returncode in allowed, f"{line}\n{done.stdout}{done.stderr}"


def test_what_is_not_run_is_shown_somewhere():
    shown = [line for path in PAGES for block in lines_of(path) for line in block]
    assert [start for start in NOT_RUN if not any(line.startswith(start) for line in shown)] == []
