# The commands of the project.  `make help` lists them.
PYTHON ?= python3
PORT ?= 8000
export DATA_DIR ?= $(CURDIR)/var
VENV := $(CURDIR)/.venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
# One stamp for each set of requirements, so that the second time is quick.
RUNS := $(VENV)/.runs
TESTS := $(VENV)/.tests
FINNISH := $(VENV)/.finnish

.DEFAULT_GOAL := help
.PHONY: help run test test-postgres test-next drills bench bench-search bench-growth lint format messages lock audit sbom clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 16

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (make PYTHON=python3.12 …)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUNS): requirements/base.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

$(TESTS): requirements/dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@ $(RUNS)

# The site works without this, so a machine that has no wheel of it goes on.
$(FINNISH): requirements/finnish.txt | $(RUNS)
	@if $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary kfst-rs,immutables -r requirements/finnish.txt 2>/dev/null; \
	then touch $@; else echo "The heavy analyser of Finnish (requirements/finnish.txt) does not install here: Finnish words are analysed lightly."; fi

run: export DEMO ?= 1
run: export BASE_URL ?= http://localhost:$(PORT)
run: $(RUNS) $(FINNISH) ## set everything up and serve the site with its demo content (PORT, default 8000)
	@$(MANAGE) compilemessages
	@$(MANAGE) set_up
	$(MANAGE) runserver $(PORT)

test: $(TESTS) $(FINNISH) ## set everything up and run the tests on SQLite
	@$(MANAGE) compilemessages
	$(BIN)/python -m pytest -n auto --dist loadscope --no-loadscope-reorder $(ARGS)

test-postgres: $(TESTS) $(FINNISH) ## the tests on PostgreSQL (DATABASE_URL)
	@$(MANAGE) compilemessages
	DATABASE_URL=$${DATABASE_URL:-postgres:///espoo} $(BIN)/python -m pytest -n auto --dist loadscope --no-loadscope-reorder $(ARGS)

test-next: | $(BIN)/python ## the tests on Wagtail 8.0
	test -x $(VENV)-next/bin/python || $(PYTHON) -m venv $(VENV)-next
	$(VENV)-next/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/next.txt
	$(VENV)-next/bin/python manage.py compilemessages
	$(VENV)-next/bin/python -m pytest -n auto --dist loadscope --no-loadscope-reorder $(ARGS)

DRILLS := two_webs faults full_disk deploying at_once feed_day restore wal
drills: $(TESTS) ## try real servers and break them: DRILLS (as root; needs PostgreSQL, nginx, Redis)
	set -e; for drill in $(DRILLS); do $(BIN)/python deploy/drills/$$drill.py; done

bench: $(TESTS) ## measure pages beside a bare site and files, and SIZES of growth (needs PostgreSQL, nginx, wrk)
	PYTHONPATH=deploy/drills $(BIN)/python deploy/bench $(addprefix --size ,$(SIZES))

bench-search: $(RUNS) $(FINNISH) ## measure the search: FILES of judged queries, SIZES to grow to (DATABASE_URL)
	@$(MANAGE) compilemessages
	@$(MANAGE) bench_search $(FILES) $(addprefix --size ,$(SIZES))

bench-growth: $(RUNS) ## measure how pages grow costly: SIZES (DATABASE_URL of a PostgreSQL to fill)
	@$(MANAGE) migrate -v 0
	@$(BIN)/python deploy/bench/growth.py $(SIZES)

lint: $(TESTS) ## check style, types, imports, templates, migrations and messages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m mypy .
	PYTHONPATH=.:site $(BIN)/lint-imports
	git ls-files -z -- '*.html' | xargs -0 $(BIN)/djade --target-version 5.2 --check
	$(MANAGE) makemigrations --check --dry-run
	DEBUG=0 SECRET_KEY=$$(head -c 64 /dev/urandom | base64 -w0) ALLOWED_HOSTS=localhost BASE_URL=https://localhost $(MANAGE) check --deploy --fail-level WARNING

format: $(TESTS) ## set the code and the templates in form
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .
	git ls-files -z -- '*.html' | xargs -0 $(BIN)/djade --target-version 5.2

messages: $(TESTS) ## collect the texts to translate into locale/ (needs GNU gettext)
	$(MANAGE) makemessages -l fi -l sv --add-location file --no-obsolete --ignore 'var/*' --ignore 'tests/*' --ignore 'deploy/*'

LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command 'make lock' --quiet
lock: ## lock the requirements anew (needs uv)
	$(LOCK) pyproject.toml -o requirements/base.txt
	$(LOCK) pyproject.toml --extra finnish -c requirements/base.txt -o requirements/finnish.txt
	$(LOCK) pyproject.toml --extra production -c requirements/base.txt -o requirements/production.txt
	$(LOCK) pyproject.toml --group dev --extra production -c requirements/base.txt -o requirements/dev.txt
	mkdir -p var/next && sed -e 's/"wagtail>=7.4,<7.5"/"wagtail>=8.0,<8.1"/' pyproject.toml > var/next/pyproject.toml
	cd var/next && $(LOCK) pyproject.toml --group dev --extra production -o $(CURDIR)/requirements/next.txt

# In an environment of its own: nothing of it is installed where the site runs.
AUDIT := $(VENV)-audit/bin
$(AUDIT)/.made: | $(BIN)/python
	$(PYTHON) -m venv $(VENV)-audit
	$(AUDIT)/python -m pip install --quiet --disable-pip-version-check pip-audit==2.10.1 cyclonedx-bom==7.5.0
	@touch $@

# Strict: what cannot be looked up is a failure, and not "no known holes".
audit: $(AUDIT)/.made ## look for known holes in what is installed (asks the network)
	$(AUDIT)/pip-audit --strict --disable-pip --require-hashes -r requirements/production.txt
	$(AUDIT)/pip-audit --strict --disable-pip --require-hashes -r requirements/finnish.txt

sbom: $(AUDIT)/.made ## list what the site is made of in var/sbom.json (CycloneDX)
	@mkdir -p var
	$(AUDIT)/cyclonedx-py requirements requirements/production.txt -o var/sbom.json

clean: ## remove the environments and everything in var/
	rm -rf $(VENV) $(VENV)-next $(VENV)-audit var
