"""The desk's small parts: schemes, editors, frames, pages."""

from __future__ import annotations

import asyncio
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from weasyprint import HTML

from reportgen.errors import UsageError
from reportgen.preview import editors, sheets
from reportgen.preview.frames import framed, read
from reportgen.preview.nouns import Ask
from reportgen.preview.scheme import preferred
from reportgen.preview.watching import Watch, seen

PAGE = """<meta name="color-scheme" content="light dark"><style>:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) { a {} } @media ( prefers-color-scheme :light ) and (min-width: 9px) { b {} }</style>
<p>She says: color-scheme is light dark.</p>"""


def test_a_scheme_answers_every_question_for_it():
    dark, light = preferred(PAGE, "dark"), preferred(PAGE, "light")
    assert "@media (min-width: 0) { a {} } @media (max-width: 0) and (min-width: 9px)" in dark
    assert "@media (max-width: 0) { a {} } @media (min-width: 0) and (min-width: 9px)" in light
    assert 'content="dark"' in dark
    assert "color-scheme: light;" in light
    assert "She says: color-scheme is light dark." in dark
    assert preferred(PAGE, "auto") == PAGE


def installed(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)


def test_the_editor_is_the_one_named_else_the_environments_else_one_that_is_there(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert editors.chosen(None, {}) == ()
    installed(tmp_path, "vi", "subl", "zed")
    assert editors.chosen(None, {}) == ("zed",)
    assert editors.chosen(None, {"EDITOR": "vi"}) == ("zed",)
    assert editors.chosen(None, {"VISUAL": "subl --wait", "EDITOR": "zed"}) == ("subl", "--wait")
    assert editors.chosen(None, {"VISUAL": "'"}) == ("zed",)
    assert editors.chosen("zed", {"VISUAL": "subl"}) == ("zed",)
    for name, words in (("vi", "not an editor that is known"), ("code", "not installed"), (" ", "not an editor")):
        with pytest.raises(UsageError, match=words):
            editors.chosen(name, {})


@pytest.mark.parametrize("name", editors.EDITORS)
def test_every_editor_is_told_file_and_line(tmp_path, name):
    file = tmp_path / "a {odd} name.md"
    tool = tmp_path / name
    out = tmp_path / "out"
    tool.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{out}.new" && mv "{out}.new" "{out}"\n')
    tool.chmod(0o755)
    editors.opened((str(tool),), file, 12, 3)
    for _ in range(500):
        if out.exists():
            break
        asyncio.run(asyncio.sleep(0.01))
    told = out.read_text()
    assert str(file) in told
    assert re.search(r"(?<!\d)12\b", told)


@given(st.lists(st.builds(Ask, st.integers(0, 99), st.booleans()), max_size=5), st.integers(0, 12))
def test_what_is_framed_is_read_and_a_torn_frame_is_the_end(asks, torn):
    stream = io.BytesIO(b"".join(map(framed, asks)))
    assert [read(stream) for _ in asks] == asks
    assert read(stream) is None
    assert read(io.BytesIO(b"\0" * min(torn, 7))) is None


def test_the_pages_of_a_pdf():
    pdf = HTML(
        string="<style>@page { size: 200pt 100pt; margin: 0 }</style><p>One</p><p style='break-before: page'>Two</p>"
    ).write_pdf()
    assert sheets.sizes(pdf) == ((200.0, 100.0), (200.0, 100.0))
    assert sheets.picture(pdf, 2, 400)[16:24] == (400).to_bytes(4, "big") + (200).to_bytes(4, "big")
    assert sheets.picture(pdf, 1, 10**9)[16:20] == sheets.WIDEST.to_bytes(4, "big")
    for page in (0, 3, -1):
        with pytest.raises(IndexError):
            sheets.picture(pdf, page, 100)


def test_what_is_no_part_of_a_newsletter_is_not_seen():
    for name in ("output", ".git", "__pycache__", ".a.md.swp", "a.md~", "#a.md#", "closes.sqlite-wal", "node_modules"):
        assert not seen(name)
    for name in ("issues", "2026-01-09.md", "config.yaml", "mine.py", "logo.png"):
        assert seen(name)


def batches_of(root: Path, work, beside=()):
    """The names in the batches that come of `work`, an async function."""
    got: list[set[str]] = []

    async def run():
        async def hear():
            async for batch in Watch(root, beside).batches():
                got.append({one.name for one in batch})  # noqa: PERF401 (heard one by one, until it is cancelled)

        task = asyncio.create_task(hear())
        await asyncio.sleep(0.4)
        await work()
        await asyncio.sleep(0.8)
        task.cancel()

    asyncio.run(run())
    return got


def test_changes_are_told_where_a_content_has_changed(tmp_path):
    root = tmp_path / "root"
    (root / "issues").mkdir(parents=True)
    (root / "output").mkdir()
    for name in ("config.yaml", "issues/a.md"):
        (root / name).write_text("one")
    (tmp_path / "record.json").write_text("one")

    async def work():
        (root / "config.yaml").touch()
        (root / "config.yaml").write_text("one")
        (root / "output/index.html").write_text("made")
        (tmp_path / "other.json").write_text("two")
        await asyncio.sleep(0.5)
        (root / ".new").write_text("two")
        (root / ".new").rename(root / "config.yaml")
        await asyncio.sleep(0.5)
        (root / "templates/web").mkdir(parents=True)
        (root / "templates/web/page.html.j2").write_text("own")
        await asyncio.sleep(0.5)
        (root / "templates/web/page.html.j2").write_text("own too")
        await asyncio.sleep(0.5)
        (root / "issues/a.md").unlink()
        await asyncio.sleep(0.5)
        (tmp_path / "record.json").write_text("two")

    assert batches_of(root, work, [tmp_path / "record.json"]) == [
        {"config.yaml"}, {"page.html.j2"}, {"page.html.j2"}, {"a.md"}, {"record.json"},
    ]  # fmt: skip
