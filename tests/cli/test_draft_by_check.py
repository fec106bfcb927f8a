"""A build whose sentences are wrong: a draft in every medium, and the last clean set as it was."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(folder, *args):
    return subprocess.run([sys.executable, "-m", "reportgen", *args], cwd=folder, capture_output=True, text=True)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The shipped issue built clean, then with a wrong weekday in its text, then with a bound number that is wrong."""
    folder = tmp_path_factory.mktemp("issue")
    shutil.copy(ROOT / "config.yaml", folder)
    shutil.copytree(ROOT / "closes", folder / "closes")
    clean = run(folder, "build", "--formats", "web,text")
    assert clean.returncode == 0, clean.stderr
    before = {p.name: p.read_bytes() for p in (folder / "output/2026-01-09").iterdir() if p.is_file()}
    text = (folder / "config.yaml").read_text(encoding="utf-8")
    wrong = text.replace("gave ground only on Wednesday", "gave ground only on Tuesday")
    assert wrong != text
    (folder / "config.yaml").write_text(wrong, encoding="utf-8")
    draft = run(folder, "build", "--formats", "web,text")
    return folder, before, wrong, draft


def test_the_error_has_its_place_in_the_source(built):
    _folder, _, wrong, draft = built
    assert draft.returncode == 1
    line = next(n for n, row in enumerate(wrong.split("\n"), 1) if "only on Tuesday" in row)
    assert f"config.yaml:{line}:" in draft.stderr and "session-wrong" in draft.stderr
    assert "Wednesday" in draft.stderr


def test_draft_stands_in_every_medium_and_the_clean_set_is_untouched(built):
    folder, before, _, _ = built
    place = folder / "output/2026-01-09"
    assert {p.name: p.read_bytes() for p in place.iterdir() if p.is_file()} == before
    for name in ("index.html", "report.txt"):
        assert "DRAFT" in (place / "draft" / name).read_text(encoding="utf-8")


def test_bound_numbers_are_printed_in_the_writers_words_and_explained(built):
    folder, _, wrong, _ = built
    said = wrong.replace("gave ground only on Tuesday", "gave ground only on Wednesday").replace(
        "The sentence speaks of picking stocks",
        "Up [[5.7% = russell_2000.year]] this year. The sentence speaks of stocks",
    )
    assert "russell_2000.year]]" in said
    (folder / "config.yaml").write_text(said, encoding="utf-8")
    done = run(folder, "build", "--formats", "web,text")
    assert done.returncode == 0, done.stderr
    text = (folder / "output/2026-01-09/report.txt").read_text(encoding="utf-8")
    assert "Up 5.7% this year" in " ".join(text.split()) and "[[" not in text
    (folder / "config.yaml").write_text(said.replace("[[5.7%", "[[6.7%"), encoding="utf-8")
    lost = run(folder, "build", "--formats", "text")
    assert lost.returncode == 1 and "russell_2000.year is +5.7% (5.73), not 6.7%" in lost.stderr
