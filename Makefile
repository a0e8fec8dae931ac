# The one list of commands. `make run` and `make test` set up by themselves.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
# As many processes as end together on two cores, though browsers wait; four cores take six and two.
SQLITE ?= 3
POSTGRESQL ?= 1
export PORT
# Compiled code is kept, also where the environment says otherwise: tests start a hundred processes, and each would compile anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test test-sqlite test-postgresql check types style mutants bench replay setup format messages

run: setup ## Set up, fill an empty database with a demonstration, serve
	$(BIN)/linli serve --demonstration

test: setup ## All tests on SQLite; beside them, while its browsers wait, on PostgreSQL what a database can answer differently
	$(MAKE) --jobs=2 --keep-going test-sqlite test-postgresql

test-sqlite: setup
	LINLI_TEST_DATABASE=sqlite $(BIN)/pytest -n $(SQLITE) --dist load --maxschedchunk 4

test-postgresql: setup
	LINLI_TEST_DATABASE=postgresql $(BIN)/pytest -n $(POSTGRESQL) --dist load --maxschedchunk 4

check: types style ## Lint, types, contracts, templates, migrations complete, translations complete; side by side with -j 2

types: .venv/installed
	$(BIN)/mypy linli tests bench tools conftest.py

style: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djlint linli --check --lint --quiet
	LINLI_DATA=$(CURDIR)/.venv/check DJANGO_SETTINGS_MODULE=linli.config.settings $(BIN)/django-admin makemigrations --check --dry-run
	LINLI_DATA=$(CURDIR)/.venv/check DJANGO_SETTINGS_MODULE=linli.config.settings $(BIN)/django-admin check --fail-level WARNING
	$(BIN)/python -m tools.messages check
	cd web && npm run --silent check && npm test --silent

mutants: setup ## Break scopes and doors, one at a time, and see each noticed
	$(BIN)/python -m tests.mutants

bench: setup ## What is fast, measured against the limit; ends with 1 where one was not kept
	$(BIN)/python -m bench

replay: setup ## Real cases of early 2020 through Linli's own commands
	$(BIN)/linli replay --json ../shared/data/arrivals_2020.csv

format: setup ## Lay out code and templates
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(BIN)/djlint linli --reformat --quiet

messages: setup ## Collect the words of the screens into the English catalogue
	$(BIN)/python -m tools.messages collect

setup: .venv/installed web/node_modules/installed web/dist/built linli/locale/en/LC_MESSAGES/django.mo

# Not compiled, which costs sixteen seconds of a processor: Python compiles what it imports when it first does.
.venv/installed: requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

web/node_modules/installed: web/package.json web/package-lock.json
	cd web && npm ci --no-audit --no-fund --loglevel=error
	touch $@

web/dist/built: .venv/installed web/node_modules/installed $(shell find web/src web/phone -type f) web/vite.config.ts web/vite.charts.config.ts web/vite.phone.config.ts
	cd web && npm run --silent build -- --logLevel warn
	LINLI_DATA=$(CURDIR)/.venv/check DJANGO_SETTINGS_MODULE=linli.config.settings $(BIN)/django-admin collectstatic --noinput --clear -v0
	touch $@

linli/locale/en/LC_MESSAGES/django.mo: $(shell find linli -name django.po) .venv/installed
	$(BIN)/python -m tools.messages compile
