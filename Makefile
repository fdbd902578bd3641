# What one types here. Needs Python 3.11 or newer and GNU make 3.81 or newer; everything else is fetched, by
# hash, into .venv/. Another Python: make site PYTHON=/path/to/python3.12
#
#   make site    build the site into public/
#   make commands  fetch what single commands need besides: import, lsp, pack
#   make check   while working: format, lint, types, import contracts, and the quick tests
#   make test    every check there is, in real browsers too; what a change must pass
#   make golden  write anew what tests/golden expects, after a change that is meant to show
#   make audit   the slow ones: advisories, HTML, weights, Lighthouse, edits and cuts (needs Node, Java, strace, kiwix-tools);
#                ONLY="killed" runs those that have this in their name, SHARE=1/3 a third of them
#   make bench   how fast it is, beside Hugo: make bench SIZES="250 1000" RUNS=3 SEARCH="1000" JSON=figures.json
#   make bench-serve  what an editor waits for: serve beside hugo server, the language server (SIZES, RUNS, PLACE as above;
#                    MEMORY=yes: what serve holds after 1,000 edits)
#   make bench-pack  what each package takes: seconds and memory (SIZES and PLACE as above)
#   make format  put the code into the form that make test asks for
#   make lock    write the lock files anew after a change of dependencies in pyproject.toml
#   make clean   remove what was made here

PYTHON ?= python3

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
AUDIT_BIN := .venv-audit/Scripts
BENCH_BIN := .venv-bench/Scripts
else
BIN := .venv/bin
AUDIT_BIN := .venv-audit/bin
BENCH_BIN := .venv-bench/bin
endif

PIP_FLAGS := --quiet --disable-pip-version-check --no-input --require-hashes
COMPILE := $(AUDIT_BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

# Whoever wants no bytecode pays for it here a thousand times: in each worker, and in each build that a test starts.
unexport PYTHONDONTWRITEBYTECODE

PYTEST = $(BIN)/python -m pytest -n auto --dist worksteal

.PHONY: help site commands check rules test golden audit bench bench-serve bench-pack format lock clean

help:
	@sed -n 's/^#   //p' Makefile

site: .venv/site.stamp
	@$(BIN)/python build.py
	@echo "Open public/index.html in a browser."

commands: .venv/commands.stamp

# What is found in seconds.
rules: .venv/dev.stamp .venv/commands.stamp
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

check: rules
	$(PYTEST) -m quick

# What a change must pass: here and in CI. The tests come last, so that their summary does.
test: rules
	@$(BIN)/python -m tests.browser.install
	$(PYTEST)

golden: .venv/dev.stamp
	@$(BIN)/python -m tests.golden.sites
	@git status --short tests/golden

audit: .venv/dev.stamp .venv/commands.stamp .venv-audit/audit.stamp .venv-audit/node.stamp
	@$(BIN)/python -m tests.browser.install
	@$(BIN)/python build.py
	@$(BIN)/python -m tests.audit.run "$(ONLY)" $(SHARE)

# A benchmark, not a test: it fails only where a build does. Sizes are numbers of articles.
bench: .venv/site.stamp .venv-bench/bench.stamp
	@$(BIN)/python -m tests.bench $(if $(SIZES),--sizes $(SIZES)) $(if $(RUNS),--runs $(RUNS)) \
		$(if $(SEARCH),--search $(SEARCH)) $(if $(PLACE),--place "$(PLACE)") $(if $(JSON),--json "$(JSON)")

bench-serve: .venv/commands.stamp .venv-bench/bench.stamp
	@$(BIN)/python -m tests.bench.editing $(if $(SIZES),--sizes $(SIZES)) $(if $(RUNS),--runs $(RUNS)) \
		$(if $(PLACE),--place "$(PLACE)") $(if $(MEMORY),--memory)

bench-pack: .venv/commands.stamp
	@$(BIN)/python -m tests.bench.packing $(if $(SIZES),--sizes $(SIZES)) $(if $(PLACE),--place "$(PLACE)")

format: .venv/dev.stamp
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

lock: .venv-audit/audit.stamp
	$(COMPILE) pyproject.toml --output-file requirements.txt
	$(COMPILE) pyproject.toml --group dev --output-file requirements-dev.txt
	$(COMPILE) pyproject.toml --group import --group editor --group pack --output-file requirements-commands.txt
	$(COMPILE) --group audit --output-file requirements-audit.txt
	$(COMPILE) --group bench --output-file requirements-bench.txt
	cd tests/audit && npm install --package-lock-only --silent

clean:
	rm -rf .venv .venv-audit .venv-bench .cache
	find public -mindepth 1 ! -name .gitignore -delete

.venv/site.stamp: requirements.txt | .venv/made.stamp
	@echo "Installing what requirements.txt lists ..."
	@$(BIN)/python -m pip install $(PIP_FLAGS) --requirement requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/site.stamp
	@echo "Installing what requirements-dev.txt lists ..."
	@$(BIN)/python -m pip install $(PIP_FLAGS) --requirement requirements-dev.txt
	@touch $@

.venv/commands.stamp: requirements-commands.txt .venv/site.stamp
	@echo "Installing what requirements-commands.txt lists ..."
	@$(BIN)/python -m pip install $(PIP_FLAGS) --requirement requirements-commands.txt
	@touch $@

.venv-audit/audit.stamp: requirements-audit.txt | .venv-audit/made.stamp
	@echo "Installing what requirements-audit.txt lists ..."
	@$(AUDIT_BIN)/python -m pip install $(PIP_FLAGS) --requirement requirements-audit.txt
	@touch $@

.venv-bench/bench.stamp: requirements-bench.txt | .venv-bench/made.stamp
	@echo "Installing what requirements-bench.txt lists ..."
	@$(BENCH_BIN)/python -m pip install $(PIP_FLAGS) --requirement requirements-bench.txt
	@touch $@

.venv-audit/node.stamp: tests/audit/package-lock.json .venv-audit/audit.stamp
	@echo "Installing what tests/audit/package-lock.json lists ..."
	@mkdir -p $(@D)/node
	@cp tests/audit/package.json tests/audit/package-lock.json tests/audit/.npmrc $(@D)/node/
	@cd $(@D)/node && npm ci --silent || { \
		echo "npm ci failed. The audits need Node 20 or newer and Java 17 or newer." >&2; \
		exit 2; }
	@touch $@

.venv/made.stamp .venv-audit/made.stamp .venv-bench/made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "This needs Python 3.11 or newer as '$(PYTHON)'. Install one, or name it: make site PYTHON=/path/to/python3.12" >&2; \
		exit 2; }
	@$(PYTHON) -m venv --clear $(@D) || { \
		echo "Python's venv module does not work here. On Debian and Ubuntu: apt install python3-venv" >&2; \
		exit 2; }
	@touch $@
