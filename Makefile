# Every target does all the set-up that it needs: a fresh machine wants Python 3.11 or later and make, nothing else.

# 3.13 comes after 3.12 and 3.11, for there is no Redis in a wheel for it yet and its tests want one.
PYTHON ?= $(shell for python in python3.12 python3.11 python3.13 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
SERVE  ?= 1
HOST   ?= 127.0.0.1
PORT   ?= 8000
VENV   ?= .venv
# Processes that share the tests: two at least, one for each database.
JOBS   ?= 2
BIN    := $(VENV)/bin
SITE   := $(VENV)/.site
DEV    := $(VENV)/.dev
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --use-pep517 --require-hashes

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-matrix lint bench screenshots lock build clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "make %-12s %s\n", $$1, $$2 }'

setup: $(DEV) ## build the environment in .venv, with everything the tests need

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "error: Python 3.11 or later is needed and was not found; set PYTHON=/path/to/python" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "error: $(PYTHON) cannot make an environment; on Debian: apt install python3-venv" >&2; exit 1; }

$(SITE): requirements/site.lock | $(BIN)/python
	@echo "Installing what the site needs into $(VENV) (a minute, the first time)"
	@$(PIP) -r requirements/site.lock
	@touch $@

$(DEV): requirements/dev.lock $(SITE)
	@echo "Installing what the tests need into $(VENV)"
	@$(PIP) -r requirements/dev.lock
	@touch $@

demo: $(SITE) ## fill the demo newsroom and serve it (SERVE=0 stops before serving)
	$(BIN)/python manage.py demo
ifneq ($(SERVE),0)
	$(BIN)/python manage.py runserver $(HOST):$(PORT)
endif

test: $(DEV) ## run the whole suite on SQLite and on PostgreSQL (ARGS=… for pytest)
	$(BIN)/python -m pytest --database both -n $(JOBS) $(ARGS)

test-matrix: ## run the suite on SQLite on every other Python that this machine has
	tests/matrix.sh $(ARGS)

lint: $(DEV) ## style, types, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python manage.py makemigrations --check --dry-run

bench: $(DEV) ## ratios against named peers (QUICK=1 takes under two minutes)
	$(BIN)/python -m benchmarks $(if $(QUICK),--quick)

screenshots: $(DEV) ## pictures of pages and admin screens in var/screenshots/
	$(BIN)/python -m tests.browser.screenshots

lock: ## renew the lock files from pyproject.toml (needs uv)
	requirements/renew.sh $(ARGS)

build: $(DEV) ## build the wheel in dist/
	$(BIN)/python -m build --wheel --no-isolation

clean: ## remove the environments and everything the site has written
	rm -rf $(VENV) $(VENV)-3.* var dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
