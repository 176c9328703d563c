# Two commands serve most people: `make demo` shows what Sổ Vàng does, `make test` runs all that guards it.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo setup tesseract check test clean

.venv/installed: setup.cfg constraints.txt pyproject.toml
	@sh scripts/venv.sh $(PYTHON)

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
