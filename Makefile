# Everything a fresh machine needs is Python 3.11 or newer and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NODE := .tools/bin
WEB := frontend
GRAPHIQL := frontend/graphiql
CLIENTS := tests/clients
BUILT := $(WEB)/dist/browser/index.html $(GRAPHIQL)/dist/index.html
NPM_RUN := cd $(WEB) && PATH="$(CURDIR)/$(NODE):$$PATH" NG_CLI_ANALYTICS=false npm run --silent
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-annotate --no-header pyproject.toml
NPM_LOCKS := $(WEB)/package-lock.json $(GRAPHIQL)/package-lock.json $(CLIENTS)/package-lock.json

.DEFAULT_GOAL := help
.PHONY: help run test test-stack check chaos bench schema types release-schema lock clean

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run $(BUILT) ## Install what is missing, then run the studio
	@exec $(BIN)/macki up

test: $(VENV)/.dev $(BUILT) $(CLIENTS)/node_modules/.ready ## Install what is missing, then run every test
	@$(NPM_RUN) test
	@PYTHONHASHSEED=0 $(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

check: $(VENV)/.bench $(WEB)/node_modules/.ready $(GRAPHIQL)/node_modules/.ready ## Lint, types, imports, generated files
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/pyright
	@$(BIN)/lint-imports
	@$(BIN)/python -m gql.export --check
	@$(BIN)/python -m gql.promises --check
	@$(BIN)/hadolint docker/Dockerfile
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.compose-spec compose.yaml
	@cd $(GRAPHIQL) && PATH="$(CURDIR)/$(NODE):$$PATH" npm run --silent check
	@$(NPM_RUN) check

chaos: $(VENV)/.dev ## Six minutes of killing everything, with hundreds of jobs; see --help for less
	@$(BIN)/python -m tests.chaos $(CHAOS)

test-stack: $(VENV)/.dev ## Try the containers on a Docker engine of their own; Debian, as root
	@$(BIN)/python -m tests.stack $(STACK)

bench: $(VENV)/.bench ## Measure, and write docs/performance.md
	@$(BIN)/python -m bench $(BENCH)

schema: $(VENV)/.dev ## Write gql/schema.graphql anew
	@$(BIN)/python -m gql.export

types: $(WEB)/node_modules/.ready ## Write the web application's types anew from gql/schema.graphql
	@$(NPM_RUN) codegen

release-schema: $(VENV)/.dev ## Promise clients the present schema, as a part of a release
	@$(BIN)/python -m gql.promises

lock: $(VENV)/.dev ## Lock the Python packages anew, for all systems; all locks without addresses
	@$(LOCK) --group build -o requirements/run.txt
	@$(LOCK) --group dev -o requirements/dev.txt
	@$(LOCK) --group bench --constraint requirements/dev.txt -o requirements/bench.txt
	@$(BIN)/python scripts/plain-locks $(NPM_LOCKS)

clean: ## Remove what was installed and built; data/ stays
	rm -rf $(VENV) .tools $(WEB)/dist $(WEB)/.angular $(WEB)/node_modules $(GRAPHIQL)/dist $(GRAPHIQL)/node_modules $(CLIENTS)/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ── how it gets there ────────────────────────────────────────────────────────────────────────────

$(VENV)/.venv: scripts/make-venv
	@scripts/make-venv $(PYTHON) $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.venv requirements/run.txt pyproject.toml
	@echo "Installing the Python packages …"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@echo "Installing the tools for tests and checks …"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.dev requirements/bench.txt
	@echo "Installing what the studio is measured against …"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/bench.txt
	@touch $@

$(NODE)/node: $(VENV)/.run
	@scripts/link-node $(VENV) $(NODE)

%/node_modules/.ready: $(NODE)/node %/package-lock.json
	@echo "Installing the packages of $* …"
	@cd $* && PATH="$(CURDIR)/$(NODE):$$PATH" npm ci --silent --no-audit --no-fund
	@touch $@

$(GRAPHIQL)/dist/index.html: $(GRAPHIQL)/node_modules/.ready $(shell find $(GRAPHIQL)/src $(GRAPHIQL)/public $(GRAPHIQL)/index.html -type f)
	@echo "Building GraphiQL …"
	@cd $(GRAPHIQL) && PATH="$(CURDIR)/$(NODE):$$PATH" npm run --silent build -- --logLevel warn
	@touch $@

$(WEB)/dist/browser/index.html: $(WEB)/node_modules/.ready $(shell find $(WEB)/src $(WEB)/public $(WEB)/scripts -type f) $(WEB)/angular.json $(WEB)/tsconfig.json
	@echo "Building the web application …"
	@log=$$($(NPM_RUN) build 2>&1) || { echo "$$log"; exit 1; }
	@touch $@
