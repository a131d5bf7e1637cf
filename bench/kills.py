"""A batch that is killed over and over and taken up again: `python -m bench.kills PAGES.parquet [KILLS] [RECORDS]`.

Kills (-9) the run or one of its workers at random moments, then goes on with `--resume`, for each kind of output, in
turn from JSONL and from a web archive, and compares what comes out with an undisturbed run: the same bytes, every
record once. Where Ray is installed, the same over a local cluster of it, compared with a run without Ray.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from hashlib import blake2b
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path

from bench import warc
from bench.arguments import parser_of
from bench.pages import Sample, load

_MOST_BYTES = 60_000
OUTPUTS = {
    "one file": ("out.jsonl.gz", ()),
    "Parquet": ("out.parquet", ()),
    "shards": ("shards", ("--format", "jsonl")),
    "pages": ("pages", ("--format", "md", "--name-from", "url")),
}
SPLITS = ("shards", ("--format", "jsonl", "--split-size", "1M", "-j", "1"))
# By default Ray's processes stand behind all others: on a machine that is busy nothing would be there to be killed.
os.environ.setdefault("RAY_worker_niceness", "0")
if find_spec("ray"):
    OUTPUTS["Ray, JSONL"] = OUTPUTS["Ray, archive"] = SPLITS
RAY = ("--engine", "ray")


def write_dumps(samples: list[Sample], folder: Path, records: int) -> tuple[Path, Path]:
    """The small pages, as often as it takes, as JSONL and as a web archive."""
    small = [sample for sample in samples if len(sample.html) <= _MOST_BYTES]
    path, archive = folder / "dump.jsonl", folder / "dump.warc.gz"
    warc.write(small, archive, records)
    with path.open("w", encoding="utf-8") as out:
        for number in range(records):
            sample = small[number % len(small)]
            row = {"id": f"r{number}", "url": sample.url, "html": sample.html.decode("utf-8", "replace")}
            out.write(json.dumps(row) + "\n")
    return path, archive


def command(dump: Path, folder: Path, kind: str, *more: str) -> list[str]:
    name, options = OUTPUTS[kind]
    shards = () if OUTPUTS[kind] is SPLITS else ("--shard-size", "100")
    errors = ("--errors", str(folder / "errors.jsonl"))
    start = [sys.executable, "-m", "cleaner", "batch", str(dump), "-o", str(folder / name), "-q"]
    return [*start, *shards, *errors, *options, *more]


def children(pid: int) -> list[int]:
    """Processes that were started by this one, and by those: workers are copies of another process."""
    with suppress(OSError):
        found = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
        return found + [below for each in found for below in children(each)]
    return []


def killed_of_ray(pid: int) -> str:
    """What a process of a cluster is: its own, without which the run ends with an error, or one of a split."""
    with suppress(OSError):
        called = Path(f"/proc/{pid}/cmdline").read_bytes()
        return "a worker" if called.startswith(b"ray::") else "a process of Ray"
    return "nothing"


def run_and_kill(started: list[str], seconds: float, random_: random.Random) -> tuple[bool, str]:
    """Run, kill something after a while; whether it came to its end by itself, and what was killed."""
    process = subprocess.Popen(started, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    killed, ray_was = "nothing", False
    while process.poll() is None:
        try:
            process.wait(random_.uniform(0, seconds))
        except subprocess.TimeoutExpired:
            workers = children(process.pid)
            if workers and random_.random() < 0.5:
                worker = random_.choice(workers)
                killed = killed_of_ray(worker) if RAY[1] in started else "a worker"
                ray_was |= killed == "a process of Ray"
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)
                continue
            process.kill()
            process.communicate()
            return False, "the run" if killed == "nothing" else f"{killed} and the run"
    _, errors = process.communicate()
    # Where one of its own processes is gone, Ray may end the run with 1, before anything of ours can be said; runs with
    # failed pages end with 1 as well. So it is taken up again: where all was done, nothing is left to do.
    if process.returncode in {1, 2} and ray_was:
        return False, "a process of Ray"
    # Python ends with 1, as runs do with failed pages, when an error of ours is told to nobody.
    if process.returncode not in {0, 1} or b"Traceback" in errors:
        raise SystemExit(f"exit code {process.returncode}: {errors.decode()}")
    return True, killed


def digest(folder: Path) -> dict[str, str]:
    """Every file that a run has left, with what is in it."""
    return {
        str(path.relative_to(folder)): blake2b(path.read_bytes(), digest_size=8).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def kill_all(pages: Path, kills: int, records: int) -> None:
    """Kill and take up a run for each kind of output, and print how each ended."""
    random_ = random.Random(7)
    with tempfile.TemporaryDirectory() as temporary:
        base = Path(temporary)
        dumps = write_dumps(load(pages), base, records)
        for kind, dump in zip(OUTPUTS, cycle(dumps), strict=False):
            for name in ("undisturbed", "killed"):
                (base / kind / name).mkdir(parents=True)
            started = time.monotonic()
            subprocess.run(command(dump, base / kind / "undisturbed", kind), stdout=subprocess.DEVNULL, check=False)
            seconds = time.monotonic() - started
            resume = command(dump, base / kind / "killed", kind, "--resume", *(RAY if kind.startswith("Ray") else ()))
            done, runs, what = False, 0, []
            while not done:
                # Behind the last kill the run is left alone; before, it rarely gets through.
                # A cluster needs longer until it has begun.
                wait = (seconds if kind.startswith("Ray") else seconds / 4) if runs < kills else 1e6
                done, killed = run_and_kill(resume, wait, random_)
                what.append(killed)
                runs += 1
            same = digest(base / kind / "undisturbed") == digest(base / kind / "killed")
            told = ", ".join(f"{what.count(each)} times {each}" for each in sorted(set(what)))
            files = len(digest(base / kind / "killed"))
            # A page whose worker was killed twice, the second time while it was tried again, is told as a crash.
            crashes = (base / kind / "killed" / "errors.jsonl").read_bytes().count(b'"reason":"crash: ')
            outcome = "the same bytes" if same else f"DIFFERENT, {crashes} pages killed twice"
            print(f"{kind} from {dump.name}: {runs} runs ({told}); {files} files, {outcome}", flush=True)


def main() -> None:
    """The command."""
    parser = parser_of("bench.kills", __doc__)
    parser.add_argument("pages", type=Path, help="Parquet file or folder of labelled pages")
    parser.add_argument("kills", type=int, nargs="?", default=20, help="for each kind of output; 20 by default")
    parser.add_argument("records", type=int, nargs="?", default=3000, help="of the dump that is made; 3000 by default")
    args = parser.parse_args()
    kill_all(args.pages, args.kills, args.records)


if __name__ == "__main__":
    main()
