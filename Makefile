# The commands of every day. `make` alone lists them; none of them is needed to run or to test the
# product, for which the README has one command each. Why make: docs/decisions/0014-tools-of-those-who-join.md
.DEFAULT_GOAL := help
.PHONY: help setup demo test test-postgresql lint format texts docs hooks

bin := .venv/bin
T ?= tests
N ?= 3

help: ## List what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 26

setup: ## Make .venv as the lock has it, and install the product where it stands
	python3 -m venv .venv
	$(bin)/pip install -q --no-deps --require-hashes -r requirements-dev.txt
	$(bin)/pip install -q --no-deps --no-build-isolation -e .

demo: ## Serve the demonstration at http://127.0.0.1:5000
	$(bin)/flask --app app demo

test: ## Run the tests on SQLite; some of them: make test T=tests/rules, and N=0 for one process
	$(bin)/pytest -n $(N) $(T)

test-postgresql: ## The same on the PostgreSQL server in HEDERSPRIS_TEST_DATABASE_URL
	@test -n "$$HEDERSPRIS_TEST_DATABASE_URL" || \
	  { echo "Set HEDERSPRIS_TEST_DATABASE_URL first: see CONTRIBUTING.md"; exit 1; }
	$(bin)/pytest -n $(N) -m "not browser and not without_database and not sweep" $(T)

lint: ## Style, types, layers, and the form of templates, style sheets and scripts
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/mypy
	PYTHONPATH=. $(bin)/lint-imports
	$(bin)/djhtml --tabwidth 2 --check templates
	.ci/lint

format: ## Put the form of everything right
	$(bin)/ruff check --fix .
	$(bin)/ruff format .
	$(bin)/djhtml --tabwidth 2 templates
	.ci/lint --write

texts: ## Bring the catalogues up to the source, and compile them; says how many lack a translation
	$(bin)/flask --app app texts update
	$(bin)/flask --app app texts compile

docs: ## Write docs/lifecycle.md anew from the tables
	$(bin)/python -m app.rules.lifecycle_docs

hooks: ## Let git check each commit (needs pre-commit, which is not in the lock)
	pre-commit install
