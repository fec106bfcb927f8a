# make report builds the shipped issue, make test tests the code; each sets up what is missing first.
# `make` alone lists every target.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
SETUP := sh scripts/setup.sh
BIN := .venv/bin
# Half as many tests again as there are processors: some wait for servers and processes.
WORKERS = -n $$($(BIN)/python -c "import os; print((os.cpu_count() or 2) * 3 // 2)") --dist worksteal
ifeq ($(shell uname -s),Darwin)
HOMEBREW := DYLD_FALLBACK_LIBRARY_PATH="$$(brew --prefix 2>/dev/null)/lib:/usr/local/lib:/usr/lib"
endif

## report: build the issue in config.yaml into output/
.PHONY: report
report:
	@$(SETUP) report
	@$(HOMEBREW) $(BIN)/reportgen build

## test: what needs Python and Pango only: tests, formatting, types, the floors of the house
.PHONY: test
test:
	@$(SETUP) test
	@$(BIN)/ruff check --quiet --output-format concise
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy --no-error-summary
	@told=$$($(BIN)/lint-imports --no-logo) || { echo "$$told"; exit 1; }
	@HYPOTHESIS_PROFILE=quick $(HOMEBREW) $(BIN)/pytest -q $(WORKERS) -m "not outside and (not long or recorded)" --ignore tests/outside

## test-outside: what needs a browser and PDF validators, and the tests that wait or start many processes
.PHONY: test-outside
test-outside:
	@$(SETUP) outside
	@$(HOMEBREW) $(BIN)/pytest -q $(WORKERS) -m "long and not recorded and not whole" --ignore tests/outside
	@$(HOMEBREW) $(BIN)/pytest -q $(WORKERS) --dist loadfile --no-loadscope-reorder -m outside tests/outside

## whole: all of the corpora and texts of which make test-outside reads a part, the thousand drafts among them
.PHONY: whole
whole:
	@$(SETUP) test
	@$(HOMEBREW) $(BIN)/pytest -q $(WORKERS) -m whole --ignore tests/outside

## coverage: every test but the outside ones, each law on more examples, and the branches that they covered
.PHONY: coverage
coverage:
	@$(SETUP) test
	@$(HOMEBREW) $(BIN)/pytest -q $(WORKERS) -m "not outside" --ignore tests/outside --cov --cov-branch --cov-report=term:skip-covered

## golden: write the golden files anew; look at what changed before you keep it
.PHONY: golden
golden:
	@$(SETUP) test
	@$(HOMEBREW) $(BIN)/pytest -q tests/golden --golden

## bench: measure builds against their floors (scripts/bench.py), the preview where a browser is, the mail where Postfix is
.PHONY: bench
bench:
	@$(SETUP) report
	@held=0; for one in bench bench_preview bench_mail; do $(HOMEBREW) $(BIN)/python scripts/$$one.py || held=1; done; \
		exit $$held

## bench-preview: measure the preview in a browser, which is installed first
.PHONY: bench-preview
bench-preview:
	@$(SETUP) outside
	@$(HOMEBREW) $(BIN)/python scripts/bench_preview.py

## bench-mail: measure the sending against Postfix's own load generator, which is installed first
.PHONY: bench-mail
bench-mail:
	@$(SETUP) outside
	@$(HOMEBREW) $(BIN)/python scripts/bench_mail.py

## mutants: seed 300 mutants into measure, formats and compose; at least 85 % must be killed
.PHONY: mutants
mutants:
	@$(SETUP) test
	@$(BIN)/python scripts/mutants.py

## docs: write the parts of the docs that are generated from the code
.PHONY: docs
docs:
	@$(SETUP) report
	@$(BIN)/python scripts/docs.py

## site: build the documentation as a site into site/; warnings are errors
.PHONY: site
site:
	@$(SETUP) docs
	@rm -rf site
	@$(BIN)/sphinx-build -b html -W --keep-going -q -E -d build/doctrees docs site
	@rm -rf site/_sources site/.buildinfo
	@echo "Open site/index.html"

## clean: remove all that make has made, output/ excepted
.PHONY: clean
clean:
	@rm -rf .venv build dist site *.egg-info .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help
help:
	@sed -n 's/^## \([a-z-]*\): /\1\t/p' Makefile | expand -t 15
