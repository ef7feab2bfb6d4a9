# Everything is made in .venv, site, build and dist, beside this file; git ignores them all.
# `make serve PYTHON=python3.12` takes another Python, `make test ARGS="-k counts -x"` hands arguments to pytest.

PYTHON ?= python3
ADDR   ?= 127.0.0.1:8000
ARGS   ?=
# Processes for the tests; 0 runs them in one, for a debugger.
JOBS   ?= auto
# What `make bench` builds: so many records, so often, and cold archives of further sizes (SIZES="10000 50000").
N      ?= 5000
TURNS  ?= 3
SIZES  ?=
# How long `make fuzz` looks for cases that fail.
FUZZ_SECONDS ?= 60

VENV   := .venv
PY     := $(VENV)/bin/python
# Tools run as modules: the scripts in .venv/bin name the folder in which they were made.
LOCKED := $(VENV)/locked.stamp
READY  := $(VENV)/ready.stamp
UV     := uv==0.13.*

# Material's banner about a MkDocs 2 that we do not use.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help serve site test fuzz bench check format check-format lint types records messages lock dist dist-test clean

help: ## explain the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: $(READY) ## preview the site at http://127.0.0.1:8000, reloading on every change (ADDR=host:port for elsewhere)
	$(PY) -m mkdocs serve --livereload --dev-addr $(ADDR)

site: $(READY) ## build the site into site/; a warning fails it
	$(PY) -m mkdocs build --strict --site-dir site

# A file's tests stay in one process, so that what they share (a built site, a browser) is made once.
test: $(READY) ## run the tests (ARGS="-k counts -x" for pytest, JOBS=0 for one process)
	$(PY) -m pytest -n $(JOBS) --dist loadfile $(ARGS)

fuzz: $(READY) ## run the property tests with new cases for a minute (FUZZ_SECONDS=600 for longer), and print what fails
	$(PY) tests/fuzz.py $(FUZZ_SECONDS) $(ARGS)

# Never part of `check`: it says something of a machine, and takes long.
bench: $(READY) ## measure builds beside other generators and keep the results (N=5000 records, TURNS=3, SIZES="10000 50000")
	$(PY) -m benchmarks.compare $(N) $(TURNS) --sizes $(SIZES) \
	    --results benchmarks/results.json --plot docs/assets/scale.svg

check: check-format lint types records site test ## run all that CI runs: format, lint, types, records, strict site build, tests

check-format: $(READY) ## tell which files `make format` would change
	$(PY) -m ruff format --check

# import-linter is no module that Python runs, so its command is called.
lint: $(READY) ## look for mistakes, missing docstrings, and imports against the direction of the layers
	$(PY) -m ruff check
	$(PY) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()' --no-cache --no-logo

types: $(READY) ## check the types, strictly
	$(PY) -m mypy

records: $(READY) ## check the demonstration's records
	$(VENV)/bin/onrecord check

messages: $(READY) ## gather the messages for translators into generator/onrecord/language/onrecord.pot
	$(PY) generator/messages/make.py

format: $(READY) ## format the code and mend what can be mended
	$(PY) -m ruff check --fix --exit-zero
	$(PY) -m ruff format

dist: $(READY) ## build the wheel and the source archive into dist/
	rm -rf dist
	$(PY) -m hatchling build

# Never part of `check`: it installs all that the package needs, twice, from the package index.
dist-test: dist ## install both into empty environments and make a site there
	$(PY) tests/dist.py dist

# The lock is for every Python from 3.11 on and every system, so its maker has to be one that resolves for all at once.
lock: ## renew requirements.lock from pyproject.toml: the newest versions that it allows, with hashes
	$(need_python)
	$(PYTHON) -m venv --clear build/lock
	build/lock/bin/python -m pip install --quiet '$(UV)'
	build/lock/bin/uv --quiet pip compile pyproject.toml --group dev --universal --generate-hashes --upgrade \
	    --no-config --no-header --output-file build/lock/requirements.txt
	{ printf '%s\n' \
	    '# What the project and its development need, each at one version, for Python 3.11 and later on any system.' \
	    '# Made from pyproject.toml by `make lock`, which renews it; not to be edited. Plain pip installs from it:' \
	    '#' \
	    '#     python -m pip install --require-hashes -r requirements.lock' \
	    '#     python -m pip install --no-deps --no-build-isolation -e .' \
	    '' && cat build/lock/requirements.txt; } > build/lock/requirements.lock
	mv build/lock/requirements.lock requirements.lock
	rm -rf build/lock

clean: ## remove all that was made here, the environment included
	rm -rf $(VENV) site build dist .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

define need_python
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
    echo "On Record needs Python 3.11 or later; \`$(PYTHON)\` is $$($(PYTHON) --version 2>&1 | tail -n 1)." >&2; \
    echo "Name one that is, for example: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
    echo "\`$(PYTHON)\` has no venv module with pip. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
endef

# Two steps, so that a change of pyproject.toml does not install everything anew.
$(LOCKED): requirements.lock
	$(need_python)
	@echo "Installing what requirements.lock names into $(VENV) …"
	$(PYTHON) -m venv --clear $(VENV)
	$(PY) -m pip install --quiet --require-hashes -r requirements.lock
	@touch $@

$(READY): $(LOCKED) pyproject.toml
	$(PY) -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@
