# make demo, make test: all that a fresh machine needs.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo install check test test-all system-deps benchmarks clean

demo: install ## read the samples, answer the main questions, then serve
	$(BIN)/onus demo

install: .venv/installed ## everything into .venv

.venv/installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

check: install ## lint and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: check ## lint, types and every test that needs nothing but PyPI and npm packages
	$(BIN)/pytest -m 'not system'

system-deps: ## Debian packages for make test-all (as root)
	apt-get update
	DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends chromium

test-all: check ## every test
	$(BIN)/pytest

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
