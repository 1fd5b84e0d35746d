# Everything a developer does has one command here. `make run` and `make test` need only
# Python 3.11+ and make; they set up a virtual environment in .venv on first use.

PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
LOCK_FLAGS = --no-header --no-annotate --no-emit-index-url $(FIND_LINKS)
FIND_LINKS := $(if $(PIP_FIND_LINKS),--find-links $(PIP_FIND_LINKS))

.PHONY: run test check fix bench eval lock clean

run: .venv/ready
	$(BIN)/meoktong run

test: .venv/ready-dev
	$(BIN)/pytest

check: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m knowledge.check

fix: .venv/ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/ready-dev
	$(BIN)/python -m benchmarks

eval: .venv/ready-eval
	$(BIN)/python -m tests.evaluation

lock: $(UV)
	$(UV) pip compile -q $(LOCK_FLAGS) pyproject.toml --group dev -o requirements-dev.lock
	$(UV) pip compile -q $(LOCK_FLAGS) -c requirements-dev.lock pyproject.toml -o requirements.lock
	$(UV) pip compile -q $(LOCK_FLAGS) -c requirements-dev.lock pyproject.toml --group eval -o requirements-eval.lock
	sed -i 's/+cpu$$//' requirements.lock requirements-dev.lock requirements-eval.lock

clean:
	rm -rf .venv build *.egg-info

$(UV):
	$(PYTHON) -c 'import sys; sys.exit("Meoktong needs Python 3.11 or newer; set PYTHON=/path/to/python3.11") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q uv==0.13.9

.venv/ready: requirements.lock pyproject.toml | $(UV)
	$(UV) pip install -q --python $(BIN)/python $(FIND_LINKS) -r requirements.lock
	$(UV) pip install -q --python $(BIN)/python --no-deps -e .
	touch $@

.venv/ready-dev: requirements-dev.lock .venv/ready
	$(UV) pip install -q --python $(BIN)/python $(FIND_LINKS) -r requirements-dev.lock
	touch $@

.venv/ready-eval: requirements-eval.lock .venv/ready-dev
	$(UV) pip install -q --python $(BIN)/python $(FIND_LINKS) -r requirements-eval.lock
	touch $@
