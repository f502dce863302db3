# On Record: `make` lists what there is to do.
# Needs Python 3.11 or newer and make; everything else goes into .venv, pinned by hash.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 2
SHARED ?= ../shared
SIZE ?= 1000000
JOBS ?= auto
SEED ?= 1
FLIPS ?= 1000
STEPS ?= 20000

VENV := .venv
BIN := $(VENV)/bin
DEV := $(VENV)/.dev
RUN := $(VENV)/.runtime
BENCH := $(VENV)/.bench
TOOLS := var/tools
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help serve test check format schemathesis faults simulate bit-rot slow-clients soak audit sbom examples \
  screenshots coverage lock score evaluate evaluate-faults evaluate-speakers evaluate-occasion \
  bench-annotation bench-ingest bench-search bench-http bench-answers bench-pages bench-languages count-modules report clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-18s %s\n", $$1, $$2}'

serve: $(RUN)  ## read corpus/articles and answer on http://127.0.0.1:8000 (HOST, PORT, WORKERS)
	@$(BIN)/onrecord ingest corpus/articles
	@exec $(BIN)/onrecord serve --host $(HOST) --port $(PORT) --workers $(WORKERS)

test: $(DEV)  ## run the whole suite, in as many processes as there are cores (JOBS), and print its ten slowest tests
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(JOBS) --maxprocesses 8 --dist worksteal --durations=10

check: $(DEV)  ## lint, types, and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(DEV)  ## put the code into its one form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

schemathesis: $(DEV)  ## ask every address 2,000 times what the document allows and what it forbids
	@SCHEMATHESIS_EXAMPLES=2000 $(BIN)/python -m pytest -q tests/api/openapi/test_contract.py

bit-rot: $(DEV)  ## flip bits in the files of record and index, and compare every answer (SEED, FLIPS)
	@$(BIN)/python -m tests.support.bit_rot $(SEED) $(FLIPS)

examples: $(DEV)  ## renew the examples in the API's document from the shipped corpus
	@$(BIN)/python -m tests.api.examples

screenshots: $(DEV)  ## renew the pictures of the pages in docs/images
	@$(BIN)/python -m tests.browser.screenshots docs/images

faults: $(DEV)  ## let the disk fail, or the process be killed, at every call of every command that writes (the suite takes some)
	@FAULTS_STEP=1 $(BIN)/python -m pytest -q -rP -n $(JOBS) tests/safety/test_faults.py

simulate: $(DEV)  ## publish, serve, correct, kill and damage in a drawn order and compare every answer (SEED, STEPS)
	@$(BIN)/python -m tests.support.simulation $(SEED) $(STEPS)

coverage: $(DEV)  ## which lines the suite does not reach
	@$(BIN)/coverage run -m pytest -q && $(BIN)/coverage report --show-missing --skip-covered

score: $(RUN)  ## quality on the gold under SHARED (default ../shared)
	@mkdir -p var
	@$(BIN)/onrecord annotate $(SHARED)/eval/train.jsonl > var/predictions.jsonl
	@$(BIN)/python $(SHARED)/eval/score.py --gold $(SHARED)/eval/train.jsonl --predictions var/predictions.jsonl

evaluate: $(RUN)  ## the figures beside their bars, on all of the gold and on a held-out fifth; calibration
	@$(BIN)/python -m benchmarks.evaluation $(SHARED)/eval

evaluate-speakers: $(RUN)  ## who is meant by pronouns and roles, on sources marked by hand
	@$(BIN)/python -m benchmarks.coreference $(SHARED)/eval

evaluate-occasion: $(RUN)  ## acts, and when, where, to whom and how it was said, on quotations marked by hand
	@$(BIN)/python -m benchmarks.occasions $(SHARED)/eval

slow-clients: $(RUN)  ## how long others wait while 96 clients send, read and annotate slowly (SECONDS)
	@$(BIN)/python -m tests.support.slow_clients $(SECONDS)

soak: $(RUN)  ## ten minutes of writes, searches, kills, reloads and slow clients at once (SECONDS): nothing lost, nothing wrong
	@$(BIN)/python -m tests.support.soak $(SECONDS)

evaluate-faults: $(RUN)  ## inputs of our own wording that fail on news nobody tuned on, and those that other tools get right
	@mkdir -p var
	@$(BIN)/onrecord annotate $(SHARED)/eval/english-faults.jsonl > var/faults.jsonl
	@$(BIN)/python $(SHARED)/eval/check_faults.py $(SHARED)/eval/english-faults.jsonl var/faults.jsonl
	@$(BIN)/python -m benchmarks.other_tools $(SHARED)/eval

bench-annotation: $(BENCH)  ## our time beside a tokenizer's on the gold, and how it grows with the text
	@$(BIN)/python -m benchmarks.annotation $(SHARED)/eval/train.jsonl

bench-ingest: $(RUN)  ## articles a second from file to searchable generation, beside annotation alone; memory
	@$(BIN)/python -m benchmarks.ingest
	@test ! -d $(SHARED) || $(BIN)/python -m benchmarks.ingest $(SHARED)/eval/train.jsonl

bench-search: $(BENCH)  ## search and indexing beside tantivy, SQLite FTS5 and stock whoosh3 (SIZE)
	@$(BIN)/python -m benchmarks.search --size $(SIZE)

bench-http: $(BENCH)  ## requests per second beside a bare Flask route; needs wrk (SIZE)
	@$(BIN)/python -m benchmarks.http --size $(SIZE)

bench-answers: $(BENCH)  ## streams of everything, a 304 beside its 200, names as they are typed (SIZE)
	@$(BIN)/python -m benchmarks.answers --size $(SIZE)

bench-pages: $(BENCH)  ## the search page beside the JSON of the same search (SIZE)
	@$(BIN)/python -m benchmarks.pages --size $(SIZE)

count-modules: $(RUN)  ## which modules run for a GET of /quotes?speaker=Lavrov; fails beyond 22
	@$(BIN)/python -m benchmarks.modules_per_request

bench-languages: $(BENCH)  ## language detectors side by side on the texts under SHARED; those not installed are left out
	@$(BIN)/python -m benchmarks.language_detection $(SHARED)/eval

report: $(BENCH)  ## renew the tables and the plot of docs/performance.md from var/bench/*.json
	@$(BIN)/python -m benchmarks.report

lock: $(DEV)  ## renew requirements/*.txt from setup.cfg
	@$(PIP) install uv
	@for extra in runtime dev bench; do \
	  if [ $$extra = runtime ]; then only=; else only="--extra $$extra -c requirements/runtime.txt"; fi; \
	  $(BIN)/uv pip compile setup.cfg $$only --upgrade --universal --generate-hashes --python-version 3.11 \
	    --no-header --quiet -o requirements/$$extra.txt || exit 1; \
	done
	@echo 'setuptools>=77' | $(BIN)/uv pip compile - --upgrade --universal --generate-hashes --python-version 3.11 \
	  --no-header --no-annotate --quiet -o requirements/build.txt

audit: | $(TOOLS)  ## known vulnerabilities of everything that is installed, by its lock files; asks PyPI
	@for extra in runtime dev bench; do \
	  echo "requirements/$$extra.txt"; \
	  $(TOOLS)/bin/pip-audit --strict --disable-pip --require-hashes -r requirements/$$extra.txt || exit 1; \
	done

sbom: | $(TOOLS)  ## list what the service is made of in var/sbom.json (CycloneDX)
	@$(TOOLS)/bin/cyclonedx-py requirements --output-reproducible -o var/sbom.json requirements/runtime.txt

clean:  ## remove .venv and everything made; the record in var/ stays
	@rm -rf $(VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .coverage

# What is installed, in three sizes. A stamp is as new as the lock file that it was installed from.
$(BIN)/python:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "make: $(PYTHON) is not installed; On Record needs Python 3.11 or newer" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: On Record needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1); name another with PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "make: $(PYTHON) has no venv module; on Debian: apt install python3-venv" >&2; exit 1; }
	@echo "make: setting up $(VENV)"
	@rm -rf $(VENV) && $(PYTHON) -m venv $(VENV)

$(RUN): requirements/build.txt requirements/runtime.txt setup.cfg | $(BIN)/python
	@echo "make: installing what the service needs"
	@$(PIP) install --require-hashes -r requirements/build.txt -r requirements/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements/dev.txt $(RUN)
	@echo "make: installing what the suite and the checks need"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(BENCH): requirements/bench.txt $(RUN)
	@echo "make: installing what the benchmarks need"
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@

$(TOOLS):
	@mkdir -p var && $(PYTHON) -m venv $@
	@$@/bin/python -m pip --disable-pip-version-check --quiet install pip-audit==2.10.1 cyclonedx-bom==7.5.0 || { rm -rf $@; exit 1; }
