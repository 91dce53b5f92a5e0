# Two commands: `make app` serves the workbook, `make test` passes the tests. Both set everything up first.
PYTHON ?= python3
BROWSER ?= yes
PORT ?= 8866
BIN := .venv/bin
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links pyproject.toml requirements-build.in

.PHONY: app lab test coverage check bench soak docs front_end pictures patterns words format lock clean

app: .venv/app.done
	$(BIN)/jqtools serve --port $(PORT) $(if $(BROWSER),,--no-browser)

lab: .venv/app.done
	$(BIN)/jqtools lab .

test: .venv/test.done
	$(BIN)/python tests/browser_setup.py
	$(BIN)/python -m pytest --ignore tests/browser --numprocesses 2 --dist worksteal
	$(BIN)/python -m pytest tests/browser --numprocesses 2 --dist worksteal

# Which lines no test runs, the browser's left out. Takes twice as long as those tests alone.
coverage: .venv/test.done
	$(BIN)/python -m pytest --ignore tests/browser --numprocesses 2 --dist worksteal --cov --cov-report=term

check: .venv/test.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/nbstripout --keep-id --verify notebooks/*.ipynb
	$(BIN)/python tests/lock_check.py

# Prints how long things take, and writes benchmarks/README.md; nothing fails.
bench: .venv/test.done
	$(BIN)/python -m tests.benchmarks.bench_check
	$(BIN)/python -m tests.benchmarks.bench_disclosure
	$(BIN)/python -m tests.benchmarks.bench_served

# Takes 12 minutes: 200 visitors, and what is left of them; writes benchmarks/soak.md. Linux only.
soak: .venv/test.done
	$(BIN)/python -m tests.benchmarks.soak

docs: .venv/test.done
	$(BIN)/python -m jqtools.coach.reference > docs/checks.md

# The pictures of docs/widgets. Takes minutes; needed after a change of how a widget looks.
pictures: .venv/test.done
	$(BIN)/python tests/browser_setup.py
	$(BIN)/python -m tests.widget_pictures

# What the app's tables hide. Takes minutes; needed after a change of the sample data or of the rules of hiding.
patterns: .venv/test.done
	$(BIN)/python -m jqtools.app.menu_build

# The script that the served pages begin with, from jqtools/app/serving/front_end. Needs Node.js.
front_end:
	cd jqtools/app/serving/front_end && npm ci && npm run build

# Every sentence that a person sees, for translators; needed after a change of words.
words: .venv/test.done
	env -u JQTOOLS_LANGUAGE -u JQTOOLS_CONTENT $(BIN)/python -m tests.words_extract

format: .venv/test.done
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Needs uv. The lock files hold no address: pip takes packages from wherever it is set to.
lock:
	$(LOCK) --extra lab -o requirements.lock
	$(LOCK) --all-extras -o requirements-test.lock

clean:
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis dist build

.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "jqtools needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv

.venv/app.done: .venv/pyvenv.cfg requirements.lock pyproject.toml
	@if [ ! -f .venv/test.done ]; then $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock; fi
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/test.done: .venv/pyvenv.cfg requirements-test.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
