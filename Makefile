# Marram. Two commands do all the set-up: `make demo` and `make test`.
PY ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all:
TEST_WORKERS ?= auto

.DEFAULT_GOAL := help
.PHONY: help demo test lint format lock clean translations

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: $(VENV)/.run ## Run the site with its starter content on http://127.0.0.1:8000 (PORT changes it)
	@$(BIN)/python manage.py demo --port $(PORT)

test: $(VENV)/.dev ## Run the whole test suite (journeys too, where a Chromium is found)
	@$(BIN)/python -m pytest -n $(TEST_WORKERS) --dist worksteal $(ARGS)

lint: $(VENV)/.dev ## Check style, floors, templates, migrations and production settings
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/djlint templates --lint --quiet
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python -m tests.check_production

format: $(VENV)/.dev ## Format the code
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

lock: ## Write both lock files again (needs uv)
	uv pip compile -q --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links -o requirements.txt pyproject.toml
	uv pip compile -q --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links -c requirements.txt --extra test -o requirements-dev.txt pyproject.toml

translations: $(VENV)/.dev ## Collect the words of code and templates and compile the catalogues (needs gettext)
	$(BIN)/python manage.py makemessages --all -e html,txt,py,svg --no-wrap --no-location --no-obsolete --ignore=$(VENV) --ignore=var --ignore=tests
	$(BIN)/python manage.py compilemessages --ignore=$(VENV) --ignore=var

clean: ## Remove the environment and everything made by running (var/)
	rm -rf $(VENV) var

# The environment is keyed by the lock file: a changed lock makes it anew, so no removed package lingers.
$(VENV)/.python:
	@$(PY) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Marram needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Set PY to a newer one: make demo PY=python3.12")'
	@$(PY) -m venv $(VENV) || { echo "Python could not make an environment. On Debian and Ubuntu install the package python3-venv."; exit 1; }
	@touch $@

$(VENV)/.run: requirements.txt | $(VENV)/.python
	@echo "Installing what Marram needs (once) ..."
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/.python
	@echo "Installing what the tests need (once) ..."
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@ $(VENV)/.run
