"""What a beginner answers, and what config.yaml then says."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportgen.config import load
from reportgen.errors import UsageError
from reportgen.presets import PRESETS, Answers, answered, defaults, lay, line, newsletter, paper, preset, preset_named

WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=60).filter(
    lambda text: text.strip() and not {"\ufeff", "\x85"} & set(text)
)
ODD = (
    "@home", "# not a comment", "a # b", "a: b", "yes", "null", "~", "'", '"', "\\n", "- one", "{{ x }}", "[1]", "1.0", "|",
    "🚀 to the moon", "O'Neill & Söhne: “GmbH”", "*", "&a", "!x", "%", "`", "? ", "2026-01-09", "👩‍💻", "名刺", "a\tb",
)  # fmt: skip


def read_back(preset: str, name: str, publisher: str, paper: str) -> tuple[str, str, str]:
    with TemporaryDirectory() as folder:
        config = newsletter(Answers(preset, line(name, "--name"), line(publisher, "--publisher"), paper), "mine")
        (Path(folder) / "config.yaml").write_bytes(config["config.yaml"])
        made = load(Path(folder), words=False).publication
    return made.name, made.publisher, made.look.paper


@given(WORDS, WORDS, st.sampled_from(["letter", "a4"]), st.sampled_from(sorted(PRESETS)))
@example("The: Week # 1", "null", "a4", "one-page")
def test_what_was_answered_is_what_is_read(name, publisher, paper, preset):
    assert read_back(preset, name, publisher, paper) == (name.strip(), publisher.strip(), paper)


@pytest.mark.parametrize("words", ODD)
def test_odd_words_are_words(words):
    assert read_back("small-caps", words, words, "letter") == (words.strip(), words.strip(), "letter")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "is empty"), (" \t ", "is empty"), ("a\nb", "more than one line"), ("a\rb", "more than one line"),
        ("a\x00b", "U\\+0000"), ("\x1b[31mred", "U\\+001B"), ("a\x85b", "U\\+0085"), ("a\u2028b", "U\\+2028"),
        ("\ufeffa", "U\\+FEFF"), ("\udcff", "U\\+DCFF"), ("a\ufffe", "U\\+FFFE"),
    ],
)  # fmt: skip
def test_what_is_no_line_of_words_is_refused(words, told):
    with pytest.raises(UsageError, match=f"--name: .*{told}"):
        line(words, "--name")


@given(st.text(st.characters(), max_size=12))
def test_whatever_is_typed_is_refused_or_read_back(text):
    try:
        words = line(text, "--name")
    except UsageError:
        return
    assert read_back("one-page", text, "A firm", "a4") == (words, "A firm", "a4")


@pytest.mark.parametrize("name", PRESETS)
def test_the_defaults_leave_every_byte_alone(name):
    config = preset(name)["config.yaml"].decode()
    assert answered(config, defaults(name)) == config
    assert "#" in config
    assert defaults(name).paper == "letter"


@pytest.mark.parametrize("name", PRESETS)
def test_comments_stay_and_only_three_lines_change(name):
    config = preset(name)["config.yaml"].decode()
    other = answered(config, Answers(name, "Another: name", "A firm", "a4"))
    pairs = [(old, new) for old, new in zip(config.split("\n"), other.split("\n"), strict=True) if old != new]
    assert [new.strip().split(" #")[0].rstrip() for _, new in pairs] == [
        'name: "Another: name"', "publisher: A firm", "paper: a4",
    ]  # fmt: skip
    for old, new in pairs:
        assert ("#" in old) == ("#" in new)
        assert old.find("#") == new.find("#")
    long = answered(config, Answers(name, "A" * 90, "B" * 90, "letter"))
    assert f"publisher: {'B' * 90}  # who answers" in long


def test_a_preset_and_a_paper_are_found_however_they_are_written():
    assert preset_named(" global ") == "global"
    assert paper(" A4") == "a4"
    with pytest.raises(UsageError, match="did you mean one-page"):
        preset_named("onepage")
    with pytest.raises(UsageError, match="'folio' is not one of letter, a4"):
        paper("folio")


def test_nothing_is_written_over_and_nothing_is_left_half(tmp_path):
    files = newsletter(defaults("one-page"), "mine")
    (tmp_path / "mine/issues").mkdir(parents=True)
    (tmp_path / "mine/issues/2026-01-09.md").write_text("my own words")
    with pytest.raises(UsageError, match="could not be written: File exists"):
        lay(files, tmp_path / "mine")
    left = [one for one in (tmp_path / "mine").rglob("*") if one.is_file()]
    assert [one.read_text() for one in left] == ["my own words"]
    assert sorted(one.name for one in (tmp_path / "mine").iterdir()) == ["issues"]


def test_the_strategy_of_these_tests_has_letters_of_many_kinds():
    assert {unicodedata.category(letter) for letter in "".join(ODD)} > {"Lu", "Ll", "So", "Po", "Cf", "Lo"}
