# `make` alone lists the targets.
.DEFAULT_GOAL := help
SHELL := /bin/sh
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV ?= .venv
HOST ?= 127.0.0.1
PORT ?= 8000
JOBS ?= 2
# The day that the demonstration takes for today; empty means the clock.
TODAY ?= 2025-11-14
# Which synthetic Khối: s1 (of a province) or s2 (the central one, takes some minutes).
SCENARIO ?= s1
# Each Khối and day has a file of its own, so that none plays on the data of another.
DATABASE_URL ?= sqlite:///var/demo-$(SCENARIO)-$(or $(TODAY),clock).sqlite3
TEST_DATABASE_URL ?= postgres://postgres@127.0.0.1:5432/dangvu
TEST_REDIS_URL ?= redis://127.0.0.1:6379/0

BIN := $(VENV)/bin
PY := $(BIN)/python
INSTALLED := $(VENV)/installed-$(shell cksum < requirements.txt | tr ' ' '-')
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
DEMO_ENV := DEMO=1 TODAY=$(TODAY) DATABASE_URL=$(DATABASE_URL)
# What the caller's shell has set for a demonstration is not for the suite.
PYTEST := DEMO= DEBUG= TODAY= REDIS_URL= TEST_REDIS_URL=$(TEST_REDIS_URL) $(PY) -m pytest
ON_SQLITE := DATABASE_URL=sqlite:///var/test.sqlite3
ON_POSTGRES := DATABASE_URL=$(TEST_DATABASE_URL)

.PHONY: help install asked run manage test check fmt bench prove

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(INSTALLED) ## make .venv and install what requirements.txt pins, hashes checked

$(INSTALLED):
	@$(PYTHON) -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer with venv is needed (Debian: python3 python3-venv)"; exit 1; }
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements.txt
	@rm -f $(VENV)/installed-* && touch $@

%.mo: %.po $(INSTALLED)
	@$(PY) -m babel.messages.frontend --quiet compile --locale vi --input-file $< --output-file $@

# Asked first: a slip of the hand is told before anything is installed or made.
asked:
	@$(PYTHON) tools/check_run.py "$(SCENARIO)" "$(TODAY)"

run: asked $(INSTALLED) $(CATALOGUES) ## the demonstration on http://127.0.0.1:8000, its data kept in var/
	@$(PYTHON) tools/check_run.py "$(SCENARIO)" "$(TODAY)" "$(HOST)" "$(PORT)"
	@mkdir -p var
	@$(DEMO_ENV) $(PY) manage.py migrate --verbosity 0
	@$(DEMO_ENV) $(PY) manage.py scenario $(SCENARIO) --if-empty
	@echo "Đảng vụ: http://$(HOST):$(PORT)/   (Ctrl-C stops it; what you did stays in var/)"
	@$(DEMO_ENV) exec $(BIN)/daphne --verbosity 0 -b $(HOST) -p $(PORT) project.asgi:application

manage: asked $(INSTALLED) $(CATALOGUES) ## a command on the data of the demonstration: make manage CMD="export_lists lists"
	@mkdir -p var
	@$(DEMO_ENV) $(PY) manage.py migrate --verbosity 0
	@$(DEMO_ENV) $(PY) manage.py scenario $(SCENARIO) --if-empty >/dev/null
	@$(DEMO_ENV) $(PY) manage.py $(CMD)

test: $(INSTALLED) $(CATALOGUES) ## the whole suite, on SQLite and again on PostgreSQL
	@echo "== the suite on SQLite"
	@$(ON_SQLITE) $(PYTEST) -n $(JOBS)
	@echo "== the suite on PostgreSQL"
	@$(ON_POSTGRES) $(PYTEST) -n $(JOBS) -m "not browser"

check: $(INSTALLED) $(CATALOGUES) ## lint, types, import contracts, migrations, translations, then the suite
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	DEMO=1 $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/yamllint --strict .
	DEMO=1 $(PY) manage.py check --fail-level WARNING
	DEMO=1 $(PY) manage.py makemigrations --check --dry-run
	$(PY) tools/check_translations.py
	DEMO=1 $(PY) manage.py law_coverage --check
	$(MAKE) test

fmt: $(INSTALLED) ## format Python and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The data are made anew (a million tasks, some minutes) unless BENCH_KEEP=1 finds those of an earlier run.
bench: $(INSTALLED) $(CATALOGUES) ## the measurements with a million tasks on PostgreSQL (docs/scale.md)
	@$(ON_POSTGRES) $(PYTEST) -q -m bench --ignore=tests/bench
	@$(ON_POSTGRES) $(PYTEST) -q -s --ds=tests.bench.settings -m bench tests/bench $(if $(BENCH_KEEP),--reuse-db)

# pytest answers 5 when it found nothing to run.
prove: $(INSTALLED) $(CATALOGUES) ## the heavy proofs (tests marked prove)
	@$(ON_POSTGRES) $(PYTEST) -m prove; code=$$?; [ $$code -ne 5 ] || { echo "nothing to prove yet"; exit 0; }; exit $$code
