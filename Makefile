# make demo    see it work: sample reports in, figures and charts out
# make test    lint, types, floors, tests
# make gallery draw every kind of chart into charts/gallery
# make bench   how fast it is, against what
# make clean   remove what these made

VENV := .venv
PYTHON ?= python3
BIN := $(VENV)/bin
UV := $(shell command -v uv 2> /dev/null)

# uv where it is present, else pip. Compiled at once: an uncompiled library starts three times slower.
ifdef UV
MAKE_VENV = uv venv --quiet --allow-existing --python $(PYTHON) $(VENV)
INSTALL = uv pip install --quiet --compile-bytecode --python $(BIN)/python --constraint constraints.txt
else
MAKE_VENV = $(PYTHON) -m venv $(VENV)
INSTALL = $(BIN)/python -m pip install --quiet --compile --disable-pip-version-check --constraint constraints.txt
endif

.PHONY: demo test gallery bench clean

demo: $(VENV)/installed
	$(BIN)/tracker demo

test: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest --numprocesses 2

gallery: $(VENV)/installed-dev
	$(BIN)/python -m tests.charts.gallery

bench: $(VENV)/installed-dev
	$(BIN)/python -m tests.benchmarks

$(VENV)/installed: pyproject.toml constraints.txt
	$(MAKE_VENV)
	$(INSTALL) --editable .
	touch $@

$(VENV)/installed-dev: pyproject.toml constraints.txt
	$(MAKE_VENV)
	$(INSTALL) --editable '.[dev]'
	touch $(VENV)/installed $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
