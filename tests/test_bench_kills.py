"""What a run that was killed here and there is taken for."""

from __future__ import annotations

import sys

import pytest

from bench.kills import RAY, run_and_kill


class Always:
    """Kills the first process below, as soon as a run has surely started it."""

    @staticmethod
    def uniform(_least: float, _most: float) -> float:
        return 0.4

    @staticmethod
    def random() -> float:
        return 0.0

    @staticmethod
    def choice(processes: list[int]) -> int:
        return processes[0]


def run(status: int, called: str) -> list[str]:
    """A run with a process of its own, whose end is the end of the run."""
    below = f"subprocess.Popen([{called!r}, '-c', 'read line'], executable='/bin/sh', stdin=subprocess.PIPE)"
    return [sys.executable, "-c", f"import subprocess, sys\n{below}.wait()\nsys.exit({status})", *RAY]


@pytest.mark.parametrize(
    ("status", "called", "told"),
    [
        (1, "raylet", (False, "a process of Ray")),
        (2, "raylet", (False, "a process of Ray")),
        (0, "raylet", (True, "a process of Ray")),
        (1, "ray::clean", (True, "a worker")),
    ],
)
def test_a_run_that_ray_ended_is_taken_up_again(status, called, told):
    assert run_and_kill(run(status, called), 1.0, Always()) == told
