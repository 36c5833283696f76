# What this project can do, each in one word. `make` alone lists it.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
# Processes that run the tests; `make test WORKERS=0` runs them in one, as a debugger wants it.
WORKERS ?= auto
# Tests that `make test` leaves out: minutes over pages of which it looks at parts. CI runs them too (EXCEPT empty).
EXCEPT ?= whole
# Coverage costs two minutes: `make test COVERAGE=1` counts it, as CI does.
COVERAGE ?=

# Compiled modules are kept, also where the environment says otherwise: without them each process compiles all sources
# and pytest rewrites all tests anew, seconds for every one.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup demo test quick lint scripts licences hooks mutants fix bench wheel docs clean

help: ## List what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## Make .venv with everything in it, at the versions of constraints.txt

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Glose needs Python 3.11 or later: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group dev --editable .
	@touch $(READY)

demo: $(READY) ## Read, suggest, decide and aggregate the sample study; print where the tables are
	@GLOSE=$(CURDIR)/$(BIN)/glose sh examples/smart-cities/demo.sh build/smart-cities

# Tests run in as many processes as there are cores; if each had several threads for arithmetic, these would wait for one
# another, and the tests would take half as long again.
test quick: export OPENBLAS_NUM_THREADS := 1

test: $(READY) ## Run all tests, one process per core
	$(BIN)/pytest --numprocesses $(WORKERS) --dist worksteal -m "$(if $(EXCEPT),not ($(EXCEPT)))" $(if $(COVERAGE),--cov --cov-report=term:skip-covered)

quick: $(READY) ## Run the tests that need no other process, browser, terminal, pipeline or sample study: the loop while working
	$(BIN)/pytest --numprocesses $(WORKERS) --dist worksteal --hypothesis-profile quick \
		-m "not (slow or whole or sample or browser or terminal or server)"

lint: $(READY) licences scripts ## Check style, types, the arrows between rooms, licences, and the generated parts of the docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cog --check -I . README.md docs/*.md

scripts: ## Check the types of the desk's scripts (TypeScript's checker; in CI it has to be there)
	@if command -v tsc >/dev/null; then tsc -p desk/static/tsconfig.json; \
	elif command -v npx >/dev/null; then npx --yes --package typescript@5 tsc -p desk/static/tsconfig.json; \
	elif [ -n "$(GLOSE_NEEDS_SERVER)" ]; then echo "There is no TypeScript here: install node-typescript." >&2; exit 1; \
	else echo "The desk's scripts were not checked: there is no TypeScript here." >&2; fi

licences: $(READY) ## Check the licences of what users install with Glose
	@$(BIN)/python -m docs.licences

hooks: $(READY) ## Run the checks of lint before each commit (pre-commit)
	$(BIN)/pre-commit install

mutants: $(READY) ## Change lines one by one and see which changes no test notices (mutmut; an hour)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group mutation
	$(BIN)/mutmut run --max-children 2
	$(BIN)/mutmut results

fix: $(READY) ## Mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY) ## Measure speed and size; write docs/benchmarks.md
	$(BIN)/python -m benchmarks

wheel: $(READY) ## Build the wheel and check what is in it
	rm -rf dist
	$(BIN)/python -m build --wheel
	$(BIN)/check-wheel-contents dist/*.whl

docs: $(READY) ## Write anew what is generated in the docs
	$(BIN)/cog -r -I . README.md docs/*.md

clean: ## Remove what was built
	rm -rf build dist .venv .mypy_cache .ruff_cache .pytest_cache .coverage*
