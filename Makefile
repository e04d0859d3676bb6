# make demo, make test: all that a fresh machine needs.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

WEB := api/pages/static/web/.built
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix web

.PHONY: demo install check test test-system test-all system-deps clean help

demo: install ## read the samples, answer the main questions, then serve
	$(BIN)/onus demo

install: .venv/installed $(WEB) ## everything into .venv, and the drawing and the editor into the package

.venv/installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

# The pages do without: a picture for the drawing, a plain form for the editor.
$(WEB): .venv/installed web/package-lock.json web/vite.config.ts $(wildcard web/src/*)
	@if $(NPM) ci --ignore-scripts --silent && $(NPM) run --silent build -- --logLevel warn; then touch $@; else \
	  echo "The network's drawing and the SPARQL editor are left out, since npm packages could not be" \
	    "fetched or built; all else works. Run make install again where they can."; fi

check: install ## lint and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@if test -d web/node_modules; then $(NPM) run --silent check && $(NPM) test --silent; \
	  else echo "web/ is not checked: its npm packages are not installed"; fi

test: check ## lint, types and every test that needs nothing but PyPI and npm packages
	$(BIN)/pytest -m 'not system'

test-system: install ## the tests that need Debian packages, and no others
	$(BIN)/pytest -m system

system-deps: ## Debian packages for make test-system and make test-all (as root)
	apt-get update
	DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
	  chromium fonts-noto-core fonts-liberation virtuoso-opensource-7-bin

test-all: check ## every test
	$(BIN)/pytest

clean: ## remove what was installed, built or cached
	rm -rf .venv build dist web/node_modules api/pages/static/web .mypy_cache .pytest_cache .ruff_cache .hypothesis

help: ## these targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14
