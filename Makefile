# The project's commands. `make` alone names them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# Building the editable install warns of folders in the working directory: they are what is installed.
PIP := PYTHONWARNINGS=ignore $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint requirements.lock

.DEFAULT_GOAL := help
.PHONY: help install demo test test-slow check format bench lock clean

help:  ## name the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(INSTALLED)  ## make .venv/ with everything the crawler and its tests need

# A current pip comes first: the one of Python 3.11.7 fails on extras of lxml.
$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	@echo "installing into $(VENV)/ (about half a minute) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip --disable-pip-version-check install --quiet --upgrade pip
	@$(PIP) --editable '.[dev]'
	@touch $@

demo: install  ## crawl a small newspaper on loopback and show what was kept
	@$(BIN)/python -m tests.newsroom.demo

test: install  ## run the tests, but for the slow ones (about ten minutes)
	@$(BIN)/python -m pytest -n auto -m "not slow"

test-slow: install  ## run the slow tests, each of which says why it is slow
	@$(BIN)/python -m pytest -n auto -m slow

check: install  ## lint, formatting and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: install  ## format the code, and mend what the linter can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

$(VENV)/.bench: $(INSTALLED)
	@$(PIP) --editable '.[bench]'
	@touch $@

# PAGES=folder measures other pages than the fixtures.
bench: $(VENV)/.bench  ## measure extraction against its rivals (PAGES=FOLDER for other pages)
	@$(BIN)/python -m benchmarks $(if $(PAGES),--pages $(PAGES))

lock:  ## resolve the dependencies again (needs pip-tools in .venv/)
	@$(BIN)/pip-compile --upgrade --all-extras --allow-unsafe --strip-extras --no-annotate --no-emit-find-links \
		--no-emit-index-url --no-emit-options --no-emit-trusted-host --output-file requirements.lock pyproject.toml

clean:  ## remove what was installed and crawled here
	rm -rf $(VENV) data .mypy_cache .pytest_cache .ruff_cache .hypothesis
