"""Options of the test run, and the one browser of it."""

import pytest
from browser import chromium
from hypothesis import settings

# A loaded machine is slow, which is no fault of the code.
settings.register_profile("cleaner", deadline=None)
settings.load_profile("cleaner")


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
