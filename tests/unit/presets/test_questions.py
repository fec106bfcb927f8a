"""What init settles on: what is given, what is answered, what is nobody's word but the default."""

import io
import sys
from pathlib import Path

import click
import pytest

from reportgen.cli.questions import Given, settled
from reportgen.errors import UsageError
from reportgen.presets import Answers, defaults

NOTHING = Given(None, None, None, None, None)


@pytest.fixture
def answers(monkeypatch, tmp_path):
    """A function that lays answers on stdin, a line each; the folder is an empty one."""
    monkeypatch.chdir(tmp_path)

    def lay(*rows):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\n".join([*rows, ""]).encode())))

    return lay


def test_without_questions_the_defaults_are_taken(answers):
    answers()
    assert settled(NOTHING, ask=False) == (Path("my-weekly"), defaults("small-caps"))


def test_what_is_given_is_taken_and_the_rest_is_the_preset_s(answers):
    answers()
    given = Given(Path("mine"), "global", " A name ", None, "A4")
    made = Answers("global", "A name", defaults("global").publisher, "a4")
    assert settled(given, ask=False) == (Path("mine"), made)


def test_five_answers_are_five_answers(answers, capsys):
    answers("mine", "3", "A name", "A firm", "a4")
    assert settled(NOTHING, ask=True) == (Path("mine"), Answers("one-page", "A name", "A firm", "a4"))
    out, err = capsys.readouterr()
    assert (out, err.count("]: ")) == ("", 5)


def test_the_home_folder_may_be_called_by_its_sign(answers, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    answers("~/weekly", "", "", "", "")
    assert settled(NOTHING, ask=True)[0] == tmp_path / "home/weekly"
    answers("~nobody/weekly", "", "", "", "")
    assert settled(NOTHING, ask=True)[0] == Path("~nobody/weekly")


def test_the_end_of_input_is_no_answer(answers, monkeypatch):
    answers("mine", "3")
    with pytest.raises(click.Abort):
        settled(NOTHING, ask=True)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"half a na")))
    with pytest.raises(click.Abort):
        settled(NOTHING, ask=True)
    assert not list(Path.cwd().iterdir())


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (NOTHING._replace(folder=Path("a\udcff")), "DIR: holds a character that is not text"),
        (NOTHING._replace(folder=Path("a\nb")), "DIR: has more than one line"),
        (NOTHING._replace(preset="one page"), "did you mean one-page?"),
        (NOTHING._replace(name=""), "--name: is empty"),
        (NOTHING._replace(publisher="a\x1b[0m"), "--publisher: holds a character"),
        (NOTHING._replace(paper="legal"), "--paper: 'legal'"),
    ],
)
def test_what_is_given_wrongly_is_told_before_anything_is_asked(given, told, answers, capsys):
    answers("mine", "3", "A name", "A firm", "a4")
    with pytest.raises(UsageError) as caught:
        settled(given, ask=True)
    assert told in caught.value.message
    assert capsys.readouterr().err == ""
