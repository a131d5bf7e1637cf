"""Options of the test run, what it may skip, and the one browser of it."""

import pytest
import skips
from browser import chromium
from hypothesis import settings
from skips import pytest_sessionfinish, pytest_terminal_summary

__all__ = ["pytest_sessionfinish", "pytest_terminal_summary"]  # pytest finds them here

# A loaded machine is slow, which is no fault of the code.
settings.register_profile("cleaner", deadline=None)
settings.load_profile("cleaner")


def pytest_addoption(parser):
    skips.pytest_addoption(parser)
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write what comes out now into tests/fixtures/<host>/<slug>.md; read the difference before keeping it",
    )


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """A headless Chromium; tests that ask for it are skipped where there is none."""
    with chromium(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


def pytest_make_parametrize_id(config, val, argname):
    """Names for packed bytes: gzip's header holds the time, and all processes of a run must give a test one name."""
    return argname if isinstance(val, bytes) and b"\x1f\x8b" in val else None
