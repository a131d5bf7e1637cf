"""Options of the test run."""


def pytest_addoption(parser):
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write what comes out now into tests/fixtures/<host>/<slug>.md; read the difference before keeping it",
    )
