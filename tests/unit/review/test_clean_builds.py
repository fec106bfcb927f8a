"""Clean builds as outside texts: no error on them, and an error on nearly every word that is changed into a wrong one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.mutations import findings, mutants, sources, tried

KEPT = Path(__file__).resolve().parents[2] / "golden"
PRESETS = ("small-caps", "broad-market", "one-page", "global")
WEEKS = ("2025-11-28", "2025-10-31")
"""Weeks of which made-up closes give the presets another text: a shortened one, and one that ends a month."""
OTHERS = [(preset, WEEKS[number % 2]) for number, preset in enumerate(PRESETS[1:])]
LEAST = 0.97


def built(folder, preset, *week):
    """The editions of a preset, made and built as a newcomer would, of its own week or of another."""
    env = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    mine = folder / "-".join((preset, *week))
    init = ["init", str(mine), "--preset", preset, *(f"--week={one}" for one in week)]
    for step, where in ((init, folder), (["build", "--formats", "text"], mine)):
        subprocess.run(
            [sys.executable, "-m", "reportgen", *step],
            cwd=where, env=env, capture_output=True, text=True, check=True,
        )  # fmt: skip


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """The shipped issue and the presets, with their records."""
    folder = tmp_path_factory.mktemp("presets")
    for preset in PRESETS:
        built(folder, preset)
    found = [*sources(KEPT), *sources(folder)]
    assert len(found) == 1 + len(PRESETS)
    return found


def built_in(folder, pairs):
    for preset, week in pairs:
        built(folder, preset, week)
    return list(sources(folder))


@pytest.fixture(scope="module")
def others(tmp_path_factory):
    """The presets with made-up prices, each in one of the other weeks."""
    return built_in(tmp_path_factory.mktemp("others"), OTHERS)


@pytest.fixture(scope="module")
def rest(tmp_path_factory):
    """And each in the weeks that are left."""
    left = [(preset, week) for preset in PRESETS[1:] for week in WEEKS if (preset, week) not in OTHERS]
    return built_in(tmp_path_factory.mktemp("rest"), left)


def errors(some):
    return [
        (source.name, one.place.line, one.code, one.message) for source in some for one in findings(source, source.text)
    ]


def test_no_error_on_a_clean_build(clean):
    assert errors(clean) == []


@pytest.mark.long
def test_no_error_on_a_clean_build_of_another_week(others):
    assert len(others) == len(OTHERS)
    assert errors(others) == []


@pytest.mark.long
@pytest.mark.whole
def test_no_error_on_a_clean_build_of_any_week(rest):
    assert len(rest) == len(PRESETS[1:]) * (len(WEEKS) - 1)
    assert errors(rest) == []


def run(where, folder, *words):
    """reportgen in a folder, with closes of its own store."""
    env = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    done = [sys.executable, "-m", "reportgen", *words]
    return subprocess.run(done, cwd=where, env=env, capture_output=True, text=True, check=False)


def told(done):
    """Errors and warnings of a check, each in a line."""
    rows = json.loads(done.stdout)
    return [(one["file"], one["line"], one["code"], one["message"]) for one in rows if one["severity"] != "info"]


@pytest.mark.long
@pytest.mark.parametrize("preset", PRESETS)
def test_a_built_edition_passes_its_own_check(preset, tmp_path):
    """Page, PDF and text as files: neither an error nor a warning."""
    assert run(tmp_path, tmp_path, "init", preset, "--preset", preset).returncode == 0
    mine = tmp_path / preset
    assert run(mine, tmp_path, "build").returncode == 0
    assert told(run(mine, tmp_path, "check", "output/2026-01-09", "--format", "json")) == []


WEEKS_OF_DRAFTS = ("2026-01-09", *WEEKS, "2026-01-02", "2025-04-17")
DRAFTS = [
    pytest.param(preset, week, marks=() if (number + 2 * turn) % 5 == 0 else pytest.mark.whole)
    for number, preset in enumerate(PRESETS[1:])
    for turn, week in enumerate(WEEKS_OF_DRAFTS)
]
"""Each preset in one week; make whole has it in all."""


@pytest.mark.long
@pytest.mark.parametrize(("preset", "week"), DRAFTS)
def test_a_draft_passes_its_own_check(preset, week, tmp_path):
    """What `new` drafts of made-up closes is built without an error, and so are its page and its text as files."""
    other = [f"--week={week}"] * (week != "2026-01-09")
    assert run(tmp_path, tmp_path, "init", preset, "--preset", preset, *other).returncode == 0
    mine = tmp_path / preset
    (mine / f"issues/{week}.md").unlink()
    assert run(mine, tmp_path, "new").returncode == 0
    done = run(mine, tmp_path, "build", f"issues/{week}.md", "--formats", "text,web")
    assert done.returncode == 0, done.stderr
    assert told(run(mine, tmp_path, "check", f"output/{week}", "--format", "json")) == []


def test_mutants_are_false_and_of_every_kind(clean):
    found = [one for source in clean for one in mutants(source, 60, 0)]
    assert {one.kind for one in found} == {"number", "weekday", "direction", "name", "quote"}
    assert all(one.text != one.source.text and one.before != one.after for one in found)


def test_a_changed_word_is_an_error_on_it(clean):
    made, lost = tried(clean, 50, 11)
    assert sum(made.values()) >= 45
    assert len(lost) <= (1 - LEAST) * 50 + 1, "\n".join(one.shown for one in lost)


@pytest.mark.long
def test_of_changed_words_in_other_weeks_nearly_all_are_errors(clean, others):
    made, lost = tried([*clean, *others], 200, 17)
    assert sum(made.values()) >= 165
    assert len(lost) <= (1 - LEAST) * sum(made.values()) + 2, "\n".join(one.shown for one in lost)


@pytest.mark.slowest
@pytest.mark.long
@pytest.mark.whole
def test_of_a_thousand_changed_words_nearly_all_are_errors(clean, others, rest):
    made, lost = tried([*clean, *others, *rest], 1250, 3)
    assert sum(made.values()) >= 1000
    assert len(lost) <= (1 - LEAST) * sum(made.values()), "\n".join(one.shown for one in lost)
