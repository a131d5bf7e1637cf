"""Build hook of hatchling: compiles every `.pyx` of the package where there is a compiler, and stores its expressions.

Without one the package is complete all the same: what is compiled has a twin in Python, or only spares work that is
then done in full (`cleaner/page/compiled.py`). `CLEANER_PURE_PYTHON=1` leaves it at that.

So does pre-commit, which installs a hook's package anew for every release: a commit touches a few pages, and a minute
of compiling would be longer than all of its checks. It sets `PRE_COMMIT=1` where a commit installs the hook, but not
where `pre-commit install-hooks` does: there the name of the environment tells. `CLEANER_PURE_PYTHON=0` compiles even
then.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# The folder of the package.
HERE = Path(__file__).parent
# Some Pythons (Debian's) compile extensions with -O2, with which GCC leaves the loops over blocks without vector
# instructions: the trees then take four times as long; and Pythons that were built to be debugged with -g, which
# makes the modules five times as large. MSVC's own release flags do. Tables for unwinding the stack, a sixteenth of the
# modules, are for debuggers and for exceptions of C++, of which there are none.
OPTIMISED = [] if os.name == "nt" else ["-O3", "-g0", "-fno-asynchronous-unwind-tables"]
# The names of functions within the modules, an eighth of their size, are only for debuggers; they are left in where
# `LDFLAGS` is set.
STRIPPED = ["-Wl,-s"] if sys.platform == "linux" and not os.environ.get("LDFLAGS") else []
_HOOKS_ENVIRONMENT = "py_env-"  # so pre-commit begins the names of those that it makes


class NativeHook(BuildHookInterface):  # type: ignore[misc]
    """Adds the compiled modules to a wheel or an editable install."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What compiling needs, so that an installation in Python alone does not download it.

        The expressions are collected by importing the package, which needs its own dependencies.
        """
        if not self._compiles():
            return []
        return ["Cython>=3.1", "setuptools>=77", *self.metadata.core.dependencies]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as hatchling calls it
        """Compile in place; a failure costs speed and no more."""
        if not self._compiles():
            return
        try:
            compile_all()
        except (Exception, SystemExit) as error:  # of compilers, linkers and missing headers there are many
            print(f"cleaner: not compiled, runs in pure Python ({error})", file=sys.stderr)
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        # Of this interpreter alone: in a checkout those of others may lie beside them.
        build_data["artifacts"].append(f"cleaner/*/*{sysconfig.get_config_var('EXT_SUFFIX')}")
        if store_expressions():
            build_data["artifacts"].append(f"cleaner/data/*.{sys.implementation.cache_tag}.bin")

    def _compiles(self) -> bool:
        hook = Path(os.environ.get("VIRTUAL_ENV", "")).name.startswith(_HOOKS_ENVIRONMENT)
        told = os.environ.get("CLEANER_PURE_PYTHON") or os.environ.get("PRE_COMMIT") or ("1" if hook else "")
        return self.target_name == "wheel" and told in {"", "0"}


def store_expressions() -> bool:
    """Store the package's regular expressions as this interpreter's engine reads them; False where that fails.

    Without them each process compiles those that it needs.
    """
    command = [sys.executable, "-m", "cleaner.tooling.precompile"]
    # Of this tree, whatever else is installed: Python looks first in the folder where it is started.
    done = subprocess.run(command, cwd=HERE.parent, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"cleaner: expressions are not stored, each process compiles its own ({done.stderr})", file=sys.stderr)
    return done.returncode == 0


def compile_all() -> None:
    """Translate to C and compile each `.pyx`, beside it."""
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    root = HERE.parent
    before = Path.cwd()
    os.chdir(root)
    try:
        sources = sorted(path.relative_to(root) for path in HERE.glob("*/*.pyx"))
        extensions = [
            Extension(
                ".".join(path.with_suffix("").parts),
                [path.as_posix()],
                include_dirs=["cleaner/judge"],
                depends=[header.relative_to(root).as_posix() for header in HERE.glob("*/*.h")],
                extra_compile_args=OPTIMISED,
                extra_link_args=STRIPPED,
                optional=False,
            )
            for path in sources
        ]
        modules = cythonize(
            extensions,
            build_dir="build/native",
            language_level=3,
            quiet=True,
            # Nothing that is compiled goes to another process, and code for that is a twentieth of the modules.
            compiler_directives={"auto_pickle": False},
        )
        command = build_ext(Distribution({"name": "cleaner", "ext_modules": modules}))
        command.inplace = True
        command.build_temp = "build/native"
        command.ensure_finalized()
        command.run()
    finally:
        os.chdir(before)
