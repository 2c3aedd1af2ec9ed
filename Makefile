# Every command a person or the continuous integration runs. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run setup build dev test check rules fmt e2e bench migration deny clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Install what is missing, build, serve on http://127.0.0.1:3000 with the demonstration lodge
	@scripts/run $(ARGS)

test: ## Everything: formatting, lints, tests on both databases, release build, browser suite
	@scripts/check --browser

check: ## Everything but the browser suite
	@scripts/check

dev: ## Watch the sources, rebuild and reload
	@scripts/dev

e2e: ## The browser suite on the release build; one file: make e2e ARGS=mission
	@scripts/setup test && scripts/build && scripts/e2e $(ARGS)

bench: ## Measure: pages and missions per second, sizes, memory, Lighthouse
	@scripts/setup bench && scripts/build && scripts/bench $(ARGS)

migration: ## New empty migration for both databases: make migration NAME=add_tips
	@scripts/new-migration "$(NAME)"

setup: ## Install what is missing for building and testing
	@scripts/setup test

build: ## The release build, when something changed
	@scripts/setup run && scripts/build

rules: ## The house rules: dependency direction, catalogues, options, file lengths
	@node scripts/house-rules.mjs

fmt: ## Format the Rust sources and the French typography of the catalogue
	@cargo fmt --all && node scripts/house-rules.mjs --mend

deny: ## Licences, sources and known vulnerabilities of the dependencies (needs cargo-deny)
	@cargo deny check

clean: ## Delete what was built; the data folder stays
	@rm -rf target node_modules end2end/test-results end2end/playwright-report
