# Two commands serve most people: `make demo` shows what Sổ Vàng does, `make test` runs all that guards it.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo setup tesseract check test clean

.venv/installed: setup.cfg constraints.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sổ Vàng needs Python 3.11 or newer: make PYTHON=python3.12 demo")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

setup: .venv/installed tesseract

tesseract:
	@sh scripts/tesseract.sh

demo: setup
	@sh scripts/demo.sh

check: .venv/installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto -m 'not slow'

test: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto

clean:
	rm -rf .venv build dist *.egg-info demo
