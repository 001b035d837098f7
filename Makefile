# make run: the app in the browser.  make test: everything that CI checks.  make lock: new pins.
# make bench ARTICLES=file.jsonl: every benchmark of speed and size, one table.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run test lint lock clean browser bench

run: $(VENV)/run.done
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: $(VENV)/dev.done lint browser
	$(BIN)/python -m pytest -n 2 --dist loadgroup --no-loadscope-reorder

lint: $(VENV)/dev.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

browser: $(VENV)/dev.done
	@sh tests/browser/chromium.sh $(BIN)/python

bench: $(VENV)/dev.done browser
	@test -f "$(ARTICLES)" || { echo 'Say which articles to measure on: make bench ARTICLES=file.jsonl ({"id": ..., "text": ...} a line)'; exit 1; }
	$(BIN)/python benchmarks/all.py $(ARTICLES)

lock: $(VENV)/dev.done
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --upgrade --no-header --quiet -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --no-header --quiet --all-extras --group test --group lint -c requirements.txt -o requirements-dev.txt

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Crossbearing needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --disable-pip-version-check --quiet -r requirements.txt
	@touch $@

$(VENV)/dev.done: requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --disable-pip-version-check --quiet -r requirements-dev.txt
	@touch $@ $(VENV)/run.done

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
