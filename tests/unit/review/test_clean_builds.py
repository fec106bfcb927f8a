"""Clean builds as outside texts: no error on them, and an error on nearly every word that is changed into a wrong one."""

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
LEAST = 0.97


def built(folder, preset, *weeks):
    """The editions of a preset, made and built as a newcomer would."""
    env = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    mine = folder / preset
    steps = [["init", str(mine), "--preset", preset], *(["build", "--formats", "text", *week] for week in weeks)]
    for number, step in enumerate(steps):
        subprocess.run(
            [sys.executable, "-m", "reportgen", *step],
            cwd=mine if number else folder, env=env, capture_output=True, text=True, check=True,
        )  # fmt: skip


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """The shipped issue and the presets, with their records."""
    folder = tmp_path_factory.mktemp("presets")
    for preset in PRESETS:
        built(folder, preset, ())
    found = [*sources(KEPT), *sources(folder)]
    assert len(found) == 1 + len(PRESETS)
    return found


def test_no_error_on_a_clean_build(clean):
    assert [
        (source.name, one.place.line, one.code, one.message)
        for source in clean
        for one in findings(source, source.text)
    ] == []


def test_mutants_are_false_and_of_every_kind(clean):
    found = [one for source in clean for one in mutants(source, 60, 0)]
    assert {one.kind for one in found} == {"number", "weekday", "direction", "name", "quote"}
    assert all(one.text != one.source.text and one.before != one.after for one in found)


def test_a_changed_word_is_an_error_on_it(clean):
    made, lost = tried(clean, 50, 11)
    assert sum(made.values()) >= 45
    assert len(lost) <= (1 - LEAST) * 50 + 1, "\n".join(one.shown for one in lost)


@pytest.mark.long
def test_of_a_thousand_changed_words_nearly_all_are_errors(clean):
    made, lost = tried(clean, 1250, 3)
    assert sum(made.values()) >= 1000
    assert len(lost) <= (1 - LEAST) * sum(made.values()), "\n".join(one.shown for one in lost)
