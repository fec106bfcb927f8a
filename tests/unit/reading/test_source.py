"""Files from anywhere: read, or refused in one clear word."""

import pytest

from reportgen.errors import UsageError
from reportgen.reading import manuscript, read, source


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-mark"])
def test_codings_that_are_read(tmp_path, coding):
    content = (
        "\ufeffIt rose −4.6%.\r\n".encode("utf-16-be")
        if coding.endswith("mark")
        else "It rose −4.6%.\r\n".encode(coding)
    )
    (tmp_path / "a.txt").write_bytes(content)
    (part,) = read(tmp_path / "a.txt", "a.txt").parts
    assert part.text == "It rose −4.6%."
    assert (part.place("a.txt", 0).line, part.place("a.txt", 0).column) == (1, 1)


@pytest.mark.parametrize(
    ("suffix", "role"),
    [(".md", "title"), (".MARKDOWN", "title"), (".txt", "paragraph"), (".html", "paragraph"), ("", "paragraph")],
)
def test_the_suffix_says_what_a_file_is(tmp_path, suffix, role):
    path = tmp_path / f"a{suffix}"
    path.write_text("# It rose 5%.\n")
    assert read(path, "a").parts[0].role == role


@pytest.mark.parametrize(
    ("content", "message", "line", "column"),
    [
        (b"ab\n\x00c", "is not text: it holds NUL bytes", 2, 1),
        (b"ab\nc\xff", "is not UTF-8 text", 2, 2),
        (b"\xff\xfea", "is not UTF-8 text", 1, 3),
        ("\ufeffa\x00".encode("utf-16-le"), "is not text: it holds NUL bytes", 1, 1),
    ],
)
def test_what_is_no_text_is_refused_at_its_place(tmp_path, content, message, line, column):
    (tmp_path / "a.md").write_bytes(content)
    with pytest.raises(UsageError) as caught:
        read(tmp_path / "a.md", "a.md")
    assert (caught.value.message, caught.value.place.line, caught.value.place.column) == (message, line, column)
    assert caught.value.hint


def test_files_that_cannot_be_had(tmp_path):
    for path, message in (
        (tmp_path / "none.md", "there is no such file"), (tmp_path, "is a folder, not a file"), (tmp_path / "\x00", "there is no such file"),
    ):  # fmt: skip
        with pytest.raises(UsageError) as caught:
            read(path, "name")
        assert (caught.value.message, caught.value.place.file) == (message, "name")
        assert caught.value.hint


def test_a_large_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    (tmp_path / "a.html").write_bytes(b"a " * 5_000_000)
    monkeypatch.setattr(source, "_decoded", None)
    with pytest.raises(UsageError, match="is 10 MB large; at most 5 MB are read"):
        read(tmp_path / "a.html", "a.html")


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("a" * 1_000_001, "markdown", "is 1.0 MB of text; at most 1 MB is read"),
        ("a\n" * 50_001, "text", "has 50,001 lines; at most 50,000 are read"),
        ("<" * 150_001, "html", "has 150,001 tags and entities; at most 150,000 are read"),
    ],
)
def test_more_than_any_piece_holds_is_refused(text, kind, message):
    with pytest.raises(UsageError) as caught:
        manuscript(text, "a", kind)
    assert caught.value.message == message
