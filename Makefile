# Developer commands; `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
export HF_HUB_OFFLINE ?= 1

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt torch
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $(STAMP)

install: $(STAMP)  ## fill .venv; then .venv/bin/coach runs

serve: install  ## index the guides and serve page and API on 127.0.0.1:8000
	$(BIN)/coach serve

test: install browser  ## all tests
	HF_HUB_OFFLINE=1 $(BIN)/python -m pytest

browser:  ## a Chromium for the widget's tests, where it may be installed
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
	 { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -qq -y chromium >/dev/null; } || \
	 echo "No Chromium here and no right to install one: the widget's browser tests will be skipped. Install the package chromium."

check: install  ## format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: install  ## rewrite files in the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

eval: install  ## answer quality on the guides that ship
	$(BIN)/coach eval

bench: install  ## speed and memory
	$(BIN)/python -m evals.bench

figures: install  ## hold front-matter against tables, cell by cell (GUIDES=folder)
	$(BIN)/python -m evals.figures_report --guides $(or $(GUIDES),seeds)

clean:  ## remove what was built
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

.PHONY: help install serve test browser check format eval bench figures clean
