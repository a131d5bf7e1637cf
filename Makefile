# make demo: clean the sample dump.  make test: every check.  make docs: the manual as a site.  All make their own
# environment in .venv.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
SOURCES := pyproject.toml $(wildcard cleaner/*/*.pyx cleaner/*/*.pxi cleaner/*/*.h)
SAY := @printf '\n== %s\n'
# Two processes: some tests start workers of their own, and each process of the run opens a browser.
PYTEST_PROCESSES ?= 2
# Its authors advertise what comes after it on each run.
MKDOCS := @NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet

.PHONY: demo test docs fuzz

demo: .venv/demo.stamp
	$(SAY) "cleaning the sample dump: tests/fixtures/dump -> demo-output/articles.jsonl"
	$(BIN)/cleaner batch tests/fixtures/dump --output demo-output/articles.jsonl
	$(SAY) "one article of it, with its metadata"
	$(BIN)/cleaner clean tests/fixtures/dump/harbour-ferry.html --with-metadata

docs: .venv/test.stamp
	$(SAY) "building the manual: docs/ -> build/site/index.html"
	$(MKDOCS)

test: .venv/test.stamp
	$(SAY) "1/6 style (ruff)"
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(SAY) "2/6 types (mypy)"
	$(BIN)/mypy
	$(SAY) "3/6 rules have no faults"
	$(BIN)/cleaner rules lint
	$(SAY) "4/6 fixture pages clean to their expected files"
	$(BIN)/cleaner fixtures check
	$(SAY) "5/6 the manual builds without a warning (mkdocs)"
	$(MKDOCS)
	$(SAY) "6/6 tests, in $(PYTEST_PROCESSES) processes: some minutes"
	@set -- --fail-on-skip; \
	sh tests/install_chromium.sh || set -- "$$@" --allow-skip "no Chromium"; \
	$(BIN)/python -m pytest -n $(PYTEST_PROCESSES) "$$@"

# How long `make fuzz` goes on, in seconds, and the first seed.
FUZZ ?= 3600 0
fuzz: .venv/test.stamp
	$(SAY) "fixtures with random edits, read by compiled loops and by Python's"
	$(BIN)/python -m bench.fuzz $(FUZZ)

.venv/demo.stamp: $(SOURCES)
	$(SAY) "making an environment in .venv, and compiling: a minute"
	$(PYTHON) -m venv .venv
	$(PIP) --editable .
	@touch $@

.venv/test.stamp: $(SOURCES)
	$(SAY) "making an environment in .venv with all extras, and compiling: some minutes"
	$(PYTHON) -m venv .venv
	$(PIP) --editable '.[all,ray,dev]' 'pytest-xdist>=3.6'
	@touch $@ .venv/demo.stamp
