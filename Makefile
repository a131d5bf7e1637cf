# make demo: clean the sample dump.  make test: every check.  Both make their own environment in .venv.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: demo test

demo: .venv/demo.stamp
	$(BIN)/cleaner batch tests/fixtures/dump --output demo-output/articles.jsonl
	@echo
	$(BIN)/cleaner clean tests/fixtures/dump/harbour-ferry.html --with-metadata

test: .venv/test.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/cleaner rules lint
	$(BIN)/cleaner fixtures check
	$(BIN)/python -m pytest

.venv/demo.stamp: pyproject.toml $(wildcard cleaner/*/*.pyx cleaner/*/*.pxi cleaner/*/*.h)
	$(PYTHON) -m venv .venv
	$(PIP) --editable .
	@touch $@

.venv/test.stamp: pyproject.toml $(wildcard cleaner/*/*.pyx cleaner/*/*.pxi cleaner/*/*.h)
	$(PYTHON) -m venv .venv
	$(PIP) --editable '.[all,dev]'
	@touch $@ .venv/demo.stamp
