# make        open the program (the first time: set it up)
# make test   everything that must hold
# make bench  speed beside its floor and peers     make torture  the promises, with large counts
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test bench torture clean
run: $(VENV)/.installed
	@$(BIN)/studyguide

test: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/studyguide check --strict --coverage content
	HYPOTHESIS_PROFILE=ci $(BIN)/python -m pytest -n 4 -q

bench: $(VENV)/.dev
	PYTHONPATH=. $(BIN)/python tests/bench/run.py

torture: $(VENV)/.dev
	PYTHONPATH=. $(BIN)/python -m tests.torture.run

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "studyguide needs Python 3.11 or newer: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@echo "Setting up (once, about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m compileall -q studyguide
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(VENV)/.installed $@

clean:
	rm -rf $(VENV)
