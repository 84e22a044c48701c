# Everything a person or the CI does here, one target each. `make` without a target lists them.

PYTHON ?= python3
RAW ?=
PERIOD ?=
ARGS ?=
OUT ?= data/parquet
UPGRADE ?=
FURTHER ?=

VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/runtime.stamp
DEV := $(VENV)/dev.stamp
NOTEBOOK := $(VENV)/notebook.stamp
REPORT := $(VENV)/report.stamp

PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --all-build-deps --generate-hashes \
	--no-emit-index-url --no-emit-find-links --strip-extras --allow-unsafe $(if $(UPGRADE),--upgrade)

LINTS := "ruff check ." "ruff format --check ." "mypy" "lint-imports --no-logo"

# What a page of nbconvert would fetch from the network: scripts that nothing in it uses.
OFFLINE := $(foreach script,mathjax require_js jquery,--HTMLExporter.$(script)_url=)

# Passed to the shell as environment variables, so that a path may contain blanks and quotes.
export RAW OUT PERIOD FURTHER

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help ingest report test lint bench scale fuzz soak notebook samples docs site lock clean

help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

ingest: $(RUNTIME) ## Read the papers in RAW=data/raw (the samples while it is empty), write the history to OUT=data/parquet (ARGS: further options)
	@$(BIN)/riskhistory ingest $${RAW:+"$$RAW"} --out "$$OUT" $${PERIOD:+--period "$$PERIOD"} $(ARGS)

report: $(REPORT) ## Write the history in OUT=data/parquet as pages for a browser, to be opened at data/report/index.html
	@$(BIN)/riskhistory report --history "$$OUT" $${RAW:+--raw "$$RAW"} $(ARGS)

notebook: $(NOTEBOOK) ## Draw the history in data/parquet (the samples where there is none): notebooks/history.html
	@test -e data/parquet/entries.parquet || $(BIN)/riskhistory ingest || test $$? -eq 1
	@$(BIN)/python -m nbconvert --log-level ERROR --execute --KernelManager.transport_encryption=required --to html $(OFFLINE) notebooks/history.ipynb
	@echo "The charts are in notebooks/history.html: open it in a browser. To change them, open notebooks/history.ipynb"
	@echo "in VS Code or Jupyter with the Python of $(VENV)."

# worksteal: the tests of a module stay together and share what it sets up; a process with none left takes some over.
test: CHECKS = $(LINTS) "pytest --numprocesses auto --dist worksteal" ## Run every check: linters, types, import rules, tests on all cores
# What Python compiles is kept, whatever the shell says: the tests start it hundreds of times.
test: export PYTHONDONTWRITEBYTECODE =
lint: CHECKS = $(LINTS) ## Run the checks that run no code
test lint: $(DEV)
	@failed=; \
	for check in $(CHECKS); do \
		echo "== $$check"; \
		$(BIN)/$$check || failed="$$failed [$$check]"; \
	done; \
	if [ -n "$$failed" ]; then echo "make $@: failed:$$failed" >&2; exit 1; fi

bench: $(DEV) ## Measure how long reading takes, and how many risks are followed correctly
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.lineage_bench

scale: $(DEV) ## Measure how a history grows: up to 1,000 editions of 40 councils
	@$(BIN)/python -m tests.scale_bench

soak: $(DEV) ## Kill 50 runs at random moments, and see that the history stays whole
	@$(BIN)/python -m tests.soak

fuzz: $(DEV) ## Read thousands of papers that chance has damaged (FUZZ=2000 of each format)
	@FUZZ=$${FUZZ:-2000} $(BIN)/pytest --numprocesses auto tests/hostile/test_fuzz.py

samples: $(DEV) ## Build the sample papers again (FURTHER=folder: one more edition, to add and try)
	@$(BIN)/python -m tests.builder $${FURTHER:+--further "$$FURTHER"}

docs: $(RUNTIME) ## Write the pages of docs/ that are made from the source: the reference
	@$(BIN)/python -m pipeline.cli.reference docs

site: $(DEV) ## Build the site of docs/, to be opened at site/index.html
	@$(BIN)/zensical build --strict --clean

lock: $(DEV) ## Pin what pyproject.toml asks for (UPGRADE=1 takes the newest); needs Python 3.11
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
		|| { echo "make lock: the locks are resolved on the oldest Python we support: make clean, then make lock PYTHON=python3.11" >&2; exit 1; }
	@$(COMPILE) --output-file requirements.lock pyproject.toml
	@$(COMPILE) --extra notebook --constraint requirements.lock --output-file requirements-notebook.lock pyproject.toml
	@$(COMPILE) --extra report --constraint requirements-notebook.lock --output-file requirements-report.lock pyproject.toml
	@$(COMPILE) --extra notebook --extra report --extra dev --constraint requirements-notebook.lock --output-file requirements-dev.lock pyproject.toml

clean: ## Remove the virtual environment and the caches of tools; the history stays
	@rm -rf $(VENV) build dist site .cache *.egg-info .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Set-up, done once: an environment, the runtime pins with the project itself, and on top of them the tools. The
# stamps say what has been installed; one that is older than its lock is installed again.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "riskhistory needs Python 3.11 or newer, and '$(PYTHON)' is not: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "'$(PYTHON)' has no venv module: install it first (Debian and Ubuntu: apt install python3-venv)" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)

$(RUNTIME): requirements.lock pyproject.toml $(BIN)/python
	@echo "Setting up, once: $$(grep -c '==' requirements.lock) packages are fetched and installed into the folder $(VENV) beside this Makefile,"
	@echo "and nowhere else. It takes a minute or two; after that, this starts at once."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(REPORT): requirements-report.lock $(RUNTIME)
	@echo "Setting up, once: what draws charts and writes pages is installed into $(VENV) too."
	@$(PIP) install --require-hashes -r requirements-report.lock
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	@echo "Setting up, once: the tools for tests and linters are installed into $(VENV) too."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(NOTEBOOK): requirements-notebook.lock $(RUNTIME)
	@echo "Setting up, once: what draws charts and runs notebooks is installed into $(VENV) too."
	@$(PIP) install --require-hashes -r requirements-notebook.lock
	@touch $@
