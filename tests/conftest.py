"""Options of the test run, and the one browser of it."""

import pytest
from browser import chromium


def pytest_addoption(parser):
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
