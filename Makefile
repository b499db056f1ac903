# Customary. `make playbook` builds the site, `make test` tests everything; `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help setup playbook serve test static tests interpreters quality bench fuzz conformity generated clean

export NO_MKDOCS_2_WARNING = 1
export DISABLE_MKDOCS_2_WARNING = true
BIN := .venv/bin

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Make the virtual environment (the other commands do it themselves)
	@tools/setup.sh

playbook: setup ## Build the playbook into site/, check it, and say what was found
	@$(BIN)/python tools/playbook.py

serve: setup ## Serve the playbook with live reload
	@$(BIN)/mkdocs serve

test: static tests interpreters ## Run everything: style, types, layers, tests, every Python found, ProperDocs

static: setup
	@$(BIN)/ruff format --check --quiet . || { echo 'Run "ruff format ." to lay out the code.'; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

tests: setup
	@tools/chromium.sh
	@$(BIN)/python -m pytest -n 2 --cov --cov-report=term:skip-covered

interpreters: setup
	@tools/interpreters.sh

generated: setup ## Write again what is made from the code: compiled packs and the reference
	@$(BIN)/python tools/compile_packs.py
	@$(BIN)/python tools/reference.py

quality: setup ## Print how right the audit is, by term and source kind (needs the labelled corpus)
	@$(BIN)/python tools/quality.py

bench: setup ## Print how fast audit, readability and builds are, as ratios measured in one run
	@$(BIN)/python tools/bench_audit.py
	@$(BIN)/python tools/bench_readability.py
	@$(BIN)/python tools/bench_site.py

fuzz: setup ## Throw random rubrics and documents at the loaders, for minutes
	@$(BIN)/python tools/fuzz_fit.py

conformity: setup ## Compare 20,000 random assessments in Python and in the browser
	@tools/chromium.sh
	@$(BIN)/python tools/conformity.py

clean: ## Remove what the commands made
	@rm -rf site build dist .venv .venv-* .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
