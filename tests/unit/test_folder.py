"""The output folder: a set is laid whole or not at all, and nothing that is not ours is touched."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import folder
from reportgen.errors import UsageError
from reportgen.model import Documents

ONE = {"index.html": b"one", "charts/a.svg": b"<svg/>", "report.pdf": b"%PDF"}
TWO = {"index.html": b"two", "report.txt": b"words"}


def held(place):
    return {p.relative_to(place).as_posix(): p.read_bytes() for p in place.rglob("*") if p.is_file()}


def nothing_beside(target):
    return [p.name for p in target.parent.iterdir()] == [target.name]


def test_a_set_is_laid_where_there_was_none(tmp_path):
    target = tmp_path / "output" / "2026-01-09"
    assert folder.lay(Documents(ONE), target) == target
    assert held(target) == ONE
    assert nothing_beside(target)


def test_a_new_set_takes_the_place_of_the_old(tmp_path):
    target = tmp_path / "2026-01-09"
    folder.lay(Documents(ONE), target)
    folder.lay(Documents(TWO), target)
    assert held(target) == TWO
    assert nothing_beside(target)


def test_what_is_not_ours_stays(tmp_path):
    target = tmp_path / "2026-01-09"
    folder.lay(Documents(ONE), target)
    (target / "notes.txt").write_text("mine")
    (target / "kept").mkdir()
    (target / "kept" / "x").write_text("mine too")
    (target / "draft").mkdir()
    (target / "draft" / "index.html").write_text("old draft")
    folder.lay(Documents(TWO), target)
    assert held(target) == {**TWO, "notes.txt": b"mine", "kept/x": b"mine too"}


SETS = st.dictionaries(
    st.sampled_from(["index.html", "report.pdf", "report.txt", "record.json", "charts/a.svg", "charts/b.svg"]),
    st.binary(max_size=5),
    min_size=1,
)


@given(st.lists(SETS, min_size=1, max_size=4), st.integers(0, 4))
def test_whatever_is_laid_only_the_last_whole_set_is_seen(sets, failing):
    import tempfile

    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        target, last = Path(place) / "set", None
        for index, one in enumerate(sets):
            with patch.context() as now:
                if index == failing:
                    now.setattr(folder, "_write", full)
                try:
                    folder.lay(Documents(one), target)
                    last = one
                except UsageError:
                    assert index == failing
            assert (held(target) if target.exists() else None) == last
            assert [p.name for p in Path(place).iterdir()] == ([target.name] if last else [])


def full(path, content):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content[:1])
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_leaves_the_last_set_untouched(tmp_path, monkeypatch):
    target = tmp_path / "set"
    folder.lay(Documents(ONE), target)
    monkeypatch.setattr(folder, "_write", full)
    with pytest.raises(UsageError) as caught:
        folder.lay(Documents(TWO), target)
    assert caught.value.message == f"{target} could not be written: No space left on device"
    assert "untouched" in caught.value.hint
    assert held(target) == ONE
    assert nothing_beside(target)


def test_a_rename_that_fails_puts_the_last_set_back(tmp_path, monkeypatch):
    target = tmp_path / "set"
    folder.lay(Documents(ONE), target)
    rename = Path.rename

    def failing(self, other):
        if self.name.startswith(".set.") and not self.name.endswith(".before") and Path(other) == target:
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(UsageError):
        folder.lay(Documents(TWO), target)
    assert held(target) == ONE
    assert nothing_beside(target)


def test_a_build_killed_between_the_two_renames_is_mended_by_the_next(tmp_path, monkeypatch):
    target = tmp_path / "set"
    folder.lay(Documents(ONE), target)
    target.rename(tmp_path / ".set.before")
    monkeypatch.setattr(folder, "_write", full)
    with pytest.raises(UsageError):
        folder.lay(Documents(TWO), target)
    assert held(target) == ONE
    monkeypatch.undo()
    target.rename(tmp_path / ".set.before")
    folder.lay(Documents(TWO), target)
    assert held(target) == TWO
    assert nothing_beside(target)


def test_what_is_not_ours_survives_a_build_killed_late(tmp_path):
    target = tmp_path / "set"
    folder.lay(Documents(ONE), target)
    (target / "notes.txt").write_text("mine")
    target.rename(tmp_path / ".set.before")
    target.mkdir()
    (target / "index.html").write_bytes(b"newer")
    folder.lay(Documents(TWO), target)
    assert held(target).get("notes.txt") == b"mine"


def test_the_files_can_be_read_as_the_umask_says(tmp_path):
    target = folder.lay(Documents(ONE), tmp_path / "set")
    beside = tmp_path / "beside"
    beside.mkdir()
    assert target.stat().st_mode == beside.stat().st_mode


def test_an_output_folder_is_made_and_tried(tmp_path):
    folder.writable(tmp_path / "a" / "b")
    assert list((tmp_path / "a" / "b").iterdir()) == []


def test_a_file_in_the_folders_place(tmp_path):
    (tmp_path / "output").write_text("x")
    for path in (tmp_path / "output", tmp_path / "output" / "deeper"):
        with pytest.raises(UsageError) as caught:
            folder.writable(path)
        assert caught.value.message == f"{path} is a file; the editions need a folder"
    with pytest.raises(UsageError):
        folder.lay(Documents(ONE), tmp_path / "output" / "2026-01-09")


def test_a_folder_without_permission(tmp_path, monkeypatch):
    def denied(**_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryFile", denied)
    with pytest.raises(UsageError) as caught:
        folder.writable(tmp_path)
    assert caught.value.message == f"{tmp_path} cannot be written: Permission denied"
    assert "--output" in caught.value.hint


@pytest.mark.parametrize("name", ["set", ".set.before"])
@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_is_no_folder_is_left_where_it_is(tmp_path, name, kind):
    place, elsewhere = tmp_path / name, tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious").write_text("x")
    if kind == "file":
        place.write_text("mine")
    else:
        place.symlink_to(elsewhere)
    with pytest.raises(UsageError) as caught:
        folder.lay(Documents(ONE), tmp_path / "set")
    assert caught.value.message == f"{place} is not a folder"
    assert place.exists()
    assert (elsewhere / "precious").read_text() == "x"


def test_what_lies_among_the_charts_stays_and_old_charts_go(tmp_path):
    target = folder.lay(Documents(ONE), tmp_path / "set")
    (target / "charts" / "mine.png").write_bytes(b"mine")
    (target / "charts" / "old.svg").write_bytes(b"old")
    folder.lay(Documents(TWO), target)
    assert held(target) == {**TWO, "charts/mine.png": b"mine"}


def test_a_newer_file_is_not_overwritten_by_one_carried_over(tmp_path):
    target = folder.lay(Documents(ONE), tmp_path / "set")
    target.rename(tmp_path / ".set.before")
    (tmp_path / ".set.before" / "notes.txt").write_text("older")
    target.mkdir()
    (target / "notes.txt").write_text("newer")
    folder.lay(Documents(TWO), target)
    assert held(target)["notes.txt"] == b"newer"


def test_what_killed_builds_left_is_swept_after_a_day_and_nothing_else(tmp_path):
    old, young, other = tmp_path / ".set.abc", tmp_path / ".set.def", tmp_path / ".sets.abc"
    for place in (old, young, other):
        place.mkdir()
        (place / "x").write_text("x")
    past = old.stat().st_mtime - 90_000
    os.utime(old, (past, past))
    os.utime(other, (past, past))
    folder.lay(Documents(ONE), tmp_path / "set")
    assert {p.name for p in tmp_path.iterdir()} == {"set", ".set.def", ".sets.abc"}
