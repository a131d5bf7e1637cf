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

.PHONY: demo test docs fuzz fuzz-clean sanitize wheels

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
	sh tests/install_spark.sh $(BIN)/python || set -- "$$@" --allow-skip "PySpark or Java is not installed"; \
	sh tests/install_nemo.sh $(BIN)/python || set -- "$$@" --allow-skip "NeMo Curator is not installed"; \
	$(BIN)/python -m pytest -n $(PYTEST_PROCESSES) "$$@"

# How long `make fuzz` goes on, in seconds, and the first seed.
FUZZ ?= 3600 0
fuzz: .venv/test.stamp
	$(SAY) "fixtures with random edits, read by compiled loops and by Python's"
	$(BIN)/python -m bench.fuzz $(FUZZ)

# How long `make fuzz-clean` goes on, in seconds, as an option of libFuzzer. For Linux and CPython up to 3.13.
ATHERIS ?= -max_total_time=3600
fuzz-clean: .venv/fuzz.stamp
	$(SAY) "pages that atheris makes of fixtures and of hostile kinds"
	$(BIN)/python -m bench.fuzz_clean $(ATHERIS)

# A copy, so that no module of the checkout is replaced by one that needs the sanitizers' libraries.
SANITIZED := build/sanitized
SANITIZERS := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
sanitize: .venv/test.stamp
	$(SAY) "compiling with the sanitizers of GCC, in $(SANITIZED): some minutes"
	$(PIP) 'Cython>=3.1' 'setuptools>=77'
	rm -rf $(SANITIZED) && mkdir -p $(SANITIZED)
	tar --exclude='*.so' -cf - bench cleaner rules tests pyproject.toml | tar -C $(SANITIZED) -xf -
	cd $(SANITIZED) && CFLAGS='$(SANITIZERS)' LDFLAGS='$(SANITIZERS)' PYTHONPATH=. \
	../../$(BIN)/python -c 'from cleaner.hatch_build import compile_all; compile_all()'
	$(SAY) "fixtures with random edits, read by these loops and by Python's"
	cd $(SANITIZED) && ASAN_OPTIONS=detect_leaks=0 PYTHONPATH=. \
	LD_PRELOAD="$$(gcc -print-file-name=libasan.so) $$(gcc -print-file-name=libubsan.so)" \
	../../$(BIN)/python -m bench.fuzz $(FUZZ)

wheels: .venv/test.stamp
	$(SAY) "a wheel for each interpreter at hand, in build/wheels: some minutes each"
	$(BIN)/python -m bench.wheels

.venv/fuzz.stamp: .venv/test.stamp
	$(PIP) 'atheris>=3.0'
	@touch $@

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
