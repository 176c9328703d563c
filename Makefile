# Two commands serve most people: `make demo` shows what Sổ Vàng does, `make test` runs all that guards it.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo setup tesseract check test train clean

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

# The recogniser's weights anew, from samples of its own; the recipe is models/language/recogniser/recipe.toml.
train: .venv/installed
	rm -rf build/samples
	$(BIN)/sovang sample build/samples/training --training 5000 --seed 1
	$(BIN)/sovang sample build/samples/held-out --training 1000 --seed 1 --held-out
	OMP_NUM_THREADS=1 $(BIN)/python -m models.language.recogniser.train build/samples/training --held-out build/samples/held-out

clean:
	rm -rf .venv build dist *.egg-info demo
