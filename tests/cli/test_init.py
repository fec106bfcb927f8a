"""`reportgen init`: each preset made, built, and held against itself in every edition."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest

sys.path.append(str(Path(__file__).resolve().parents[1]))
from outside.typeset import runs
from reportgen.cli.questions import presets
from reportgen.presets import PRESETS

pytestmark = pytest.mark.long


def run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / ".cache")}
    command = [sys.executable, "-m", "reportgen", *args]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.fixture(scope="module", params=PRESETS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp(request.param)
    done = run(folder, "init", "mine", "--preset", request.param)
    assert done.returncode == 0, done.stderr
    assert "Next:  cd mine && reportgen preview" in done.stdout
    return request.param, folder / "mine"


@pytest.fixture(scope="module")
def built(made: tuple[str, Path]) -> tuple[str, Path]:
    done = run(made[1], "build")
    assert done.returncode == 0, done.stderr
    told = [row for row in done.stderr.splitlines() if "warning" in row or "error" in row or "info" in row]
    assert told == []
    return made[0], made[1] / "output/2026-01-09"


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_made_up_prices_say_so_in_every_edition(built: tuple[str, Path]) -> None:
    name, folder = built
    made_up = name != "small-caps"
    assert ("MADE-UP PRICES" in (folder / "index.html").read_text()) == made_up
    assert ("MADE-UP PRICES" in (folder / "report.txt").read_text()) == made_up
    assert (json.loads((folder / "record.json").read_text()).get("made_up") is True) == made_up
    figures = json.loads((folder / "figures.json").read_text())["figures"]
    assert all(("made-up prices" in one["source"]) == made_up for one in figures if one["inputs"])
    with pikepdf.open(folder / "report.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]).startswith("MADE-UP PRICES") == made_up
        if name == "one-page":
            assert len(pdf.pages) == 1
            assert [float(side) for side in pdf.pages[0].mediabox] == [0, 0, 612, 792]


def test_every_figure_is_the_same_in_every_edition(built: tuple[str, Path]) -> None:
    """Charts are drawings and no text of the page: what only they print is looked for in their files."""
    _, folder = built
    with pikepdf.open(folder / "report.pdf") as pdf:
        printed = bare("".join(text for text, _ in runs(pdf)))
    page, text = (bare(re.sub(r"<[^>]*>", "", (folder / name).read_text())) for name in ("index.html", "report.txt"))
    page = page.replace("&#39;", "'").replace("&amp;", "&")
    drawn = bare("".join(re.sub(r"<[^>]*>", " ", one.read_text()) for one in (folder / "charts").glob("*.svg")))
    figures = json.loads((folder / "figures.json").read_text())["figures"]
    assert len(figures) > 20
    for one in figures:
        for words in map(bare, one["printed"]):
            assert words in page, one["id"]
            assert words in text, one["id"]
            assert words in printed or words in drawn or words in page, one["id"]


def test_what_tables_print_stands_in_the_pdf(built: tuple[str, Path]) -> None:
    _, folder = built
    with pikepdf.open(folder / "report.pdf") as pdf:
        printed = bare("".join(text for text, _ in runs(pdf)))
    rows = re.findall(r"<td[^>]*>.*?</td>", (folder / "index.html").read_text(), re.DOTALL)
    cells = [bare(re.sub(r"<[^>]*>", "", row)) for row in rows]
    assert len([cell for cell in cells if cell]) >= 20
    assert [cell for cell in cells if cell not in printed] == []


@pytest.mark.parametrize("made", ["global"], indirect=True)
def test_charts_print_whole_numbers_of_the_record(built: tuple[str, Path]) -> None:
    """A drawing's places are rounded, its words never: natural gas at $3.218 once stood in it as $3.21."""
    _, folder = built
    figures = {one["id"]: one for one in json.loads((folder / "figures.json").read_text())["figures"]}
    drawn = (folder / "charts/ranges.svg").read_text()
    for key in ("natural_gas", "copper"):
        (words,) = figures[f"{key}.close"]["printed"]
        assert len(words.partition(".")[2]) > 2
        assert f">{words}<" in drawn


@pytest.mark.parametrize("made", list(PRESETS)[:3], indirect=True)
def test_twice_the_same_bytes(built: tuple[str, Path], tmp_path: Path) -> None:
    _, folder = built
    again = folder.parents[1]
    done = run(again, "build", "--output", str(tmp_path / "again"))
    assert done.returncode == 0
    for one in sorted(folder.rglob("*")):
        if one.is_file():
            assert one.read_bytes() == (tmp_path / "again" / "2026-01-09" / one.relative_to(folder)).read_bytes(), one


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/config.yaml").write_text("my own")
    done = run(tmp_path, "init", "mine", "--preset", "one-page")
    assert done.returncode == 2
    assert "mine is not empty: config.yaml" in done.stderr
    assert [one.name for one in (tmp_path / "mine").iterdir()] == ["config.yaml"]
    assert (tmp_path / "mine/config.yaml").read_text() == "my own"
    (tmp_path / "file").write_text("")
    assert run(tmp_path, "init", "file", "--preset", "one-page").returncode == 2
    assert run(tmp_path, "init", "file/below", "--preset", "one-page").returncode == 2


def test_what_is_asked_wrongly_is_told(tmp_path: Path) -> None:
    for args, words in (
        (("mine", "--preset", "globe"), "did you mean global?"),
        (("mine", "--paper", "folio"), "'folio' is not one of letter, a4"),
        (("mine", "--name", "one\ntwo"), "--name: has more than one line"),
        (("mine", "--name", " "), "--name: is empty"),
        (("mine", "--publisher", "a\x07b"), "--publisher: holds a character that is not text (U+0007)"),
        (("mine", "--preset", "one-page", "--week", "2026-01-10"), "2026-01-10"),
        (("mine", "--preset", "small-caps", "--week", "2025-07-11"), "published closes"),
    ):
        done = run(tmp_path, "init", *args)
        assert done.returncode == 2, args
        assert words in done.stderr
        assert not (tmp_path / "mine").exists()


class Terminal:
    """A reportgen of its own on a terminal, as somebody sits before it: stdout may go elsewhere."""

    def __init__(self, folder: Path, *args: str, stdout: Path | None = None) -> None:
        self.seen, self.at = "", 0
        self.pid, self.screen = pty.fork()
        if not self.pid:
            os.chdir(folder)
            if stdout:
                os.dup2(os.open(stdout, os.O_WRONLY | os.O_CREAT), 1)
            os.execv(sys.executable, [sys.executable, "-m", "reportgen", *args])

    def until(self, words: str) -> None:
        """Read what is shown until these words come, after those that came before."""
        end = time.monotonic() + 30
        while (found := self.seen.find(words, self.at)) < 0:
            assert time.monotonic() < end, self.seen
            if select.select([self.screen], [], [], 1)[0]:
                self.seen += self._read() or pytest.fail(self.seen)
        self.at = found + len(words)

    def type(self, keys: str) -> None:
        os.write(self.screen, keys.encode("utf-8", "surrogateescape"))

    def answer(self, question: str, words: str) -> None:
        self.until(question)
        self.type(f"{words}\n")

    def ended(self) -> int:
        while more := self._read():
            self.seen += more
        os.close(self.screen)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self) -> str:
        try:
            return os.read(self.screen, 4096).decode("utf-8", "replace")
        except OSError:  # the other end is closed
            return ""


QUESTIONS = (
    "Folder [my-weekly]: ", "Preset [small-caps]: ", "Name of the publication [", "Publisher, who answers for it [",
    "Paper of the PDF, letter or a4 [letter]: ",
)  # fmt: skip


def test_enter_five_times_makes_a_newsletter(tmp_path: Path) -> None:
    desk = Terminal(tmp_path, "init")
    for default in ("my-weekly]: ", "small-caps]: ", "Small-Cap Weekly]: ", "Your name or firm]: ", "letter]: "):
        desk.answer(default, "")
    assert desk.ended() == 0
    at = [desk.seen.index(question) for question in QUESTIONS]
    assert at == sorted(at)
    assert desk.seen.count("]: ") == 5
    assert "  3  one-page      The week on one Letter page" in desk.seen
    assert run(tmp_path, "init", "other", "--yes").returncode == 0
    assert tree(tmp_path / "my-weekly").keys() == tree(tmp_path / "other").keys()
    assert (tmp_path / "my-weekly/config.yaml").read_bytes() == (tmp_path / "other/config.yaml").read_bytes()


def test_a_wrong_answer_is_told_and_asked_again(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine")
    out = tmp_path / "out.json"
    desk = Terminal(tmp_path, "init", "--json", stdout=out)
    desk.answer("my-weekly]: ", "full")
    desk.answer("my-weekly]: ", "made here")
    desk.answer("small-caps]: ", "globe")
    desk.answer("small-caps]: ", "9")
    desk.answer("small-caps]: ", "3")
    desk.answer("The Week on a Page]: ", "bell \udcff")
    desk.answer("The Week on a Page]: ", 'Börse: "die" Woche # 1 🚀')
    desk.answer("Your name or firm]: ", "@me")
    desk.answer("letter]: ", "folio")
    desk.answer("letter]: ", "A4")
    assert desk.ended() == 0
    for words in (
        "full is not empty: mine.txt", "did you mean global?", "there is no preset '9'", "holds a character that is not text",
        "paper: 'folio' is not one of letter, a4",
    ):  # fmt: skip
        assert words in desk.seen
    told = json.loads(out.read_text())
    assert (told["folder"], told["preset"], told["next"]) == (
        "made here",
        "one-page",
        "cd 'made here' && reportgen preview",
    )
    assert sorted(told["files"]) == sorted(tree(tmp_path / "made here"))
    words = (tmp_path / "made here/config.yaml").read_text()
    assert '  name: "Börse: \\"die\\" Woche # 1 🚀"\n' in words
    assert '  publisher: "@me"  ' in words
    assert "  paper: a4  " in words
    built = run(tmp_path / "made here", "build", "--formats", "text")
    assert built.returncode == 0, built.stderr


def test_what_is_given_is_not_asked(tmp_path: Path) -> None:
    desk = Terminal(tmp_path, "init", "mine", "--preset", "one-page", "--name", "Mine", "--paper", "a4")
    desk.answer("Publisher, who answers for it [Your name or firm]: ", "Me")
    assert desk.ended() == 0
    assert desk.seen.count("]: ") == 1
    yes = Terminal(tmp_path, "init", "--yes")
    assert yes.ended() == 0
    assert "]: " not in yes.seen
    wrong = Terminal(tmp_path, "init", "mine")
    assert wrong.ended() == 2
    assert "]: " not in wrong.seen


@pytest.mark.parametrize("keys", ["\x03", "\x04", "half an answer\x03"])
@pytest.mark.parametrize("answered", [0, 2, 4])
def test_who_leaves_leaves_nothing(tmp_path: Path, keys: str, answered: int) -> None:
    desk = Terminal(tmp_path, "init")
    for _ in range(answered):
        desk.answer("]: ", "")
    desk.until("]: ")
    assert QUESTIONS[answered] in desk.seen
    desk.type(keys)
    assert desk.ended() == 130
    assert "Stopped; nothing was changed." in desk.seen
    assert "Traceback" not in desk.seen
    assert list(tmp_path.iterdir()) == []


def tree(folder: Path) -> dict[str, bytes]:
    """The files of a folder by path, git's own and what `run` keeps in it apart."""
    found = (one for one in sorted(folder.rglob("*")) if one.is_file())
    names = {one.relative_to(folder).as_posix(): one for one in found}
    return {name: one.read_bytes() for name, one in names.items() if not name.startswith((".git/", ".cache/"))}


def test_where_nobody_can_answer_nothing_is_asked(tmp_path: Path) -> None:
    done = run(tmp_path, "init")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Made my-weekly: ")
    again = run(tmp_path, "init")
    assert again.returncode == 2
    assert "my-weekly is not empty: .gitignore" in again.stderr or "my-weekly is not empty: .github" in again.stderr


def test_every_question_has_a_flag(tmp_path: Path) -> None:
    args = ("--preset", "one-page", "--name", "The: Week", "--publisher", "A #1 firm", "--paper", "a4", "--json")
    done = run(tmp_path, "init", "mine", *args)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert set(told) == {"folder", "preset", "files", "next"}
    assert sorted(told["files"]) == sorted(tree(tmp_path / "mine"))
    plain = run(tmp_path, "init", "plain", "--preset", "one-page")
    assert plain.returncode == 0
    mine, other = ((tmp_path / name / "config.yaml").read_text().split("\n") for name in ("mine", "plain"))
    assert [new.split("#")[0].strip() for old, new in zip(other, mine, strict=True) if old != new] == [
        'name: "The: Week"', 'publisher: "A', "paper: a4",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "made",
    [pytest.param(name, marks=() if name in ("small-caps", "global") else pytest.mark.whole) for name in PRESETS],
    indirect=True,
)
def test_git_tracks_nothing_that_reportgen_makes(made: tuple[str, Path]) -> None:
    name, folder = made
    mine = folder.parent / "tracked"
    shutil.copytree(folder, mine, ignore=shutil.ignore_patterns("output", ".cache"))
    laid = set(tree(mine))
    config = (mine / "config.yaml").read_text().replace(", source: fred", "")
    config = re.sub(
        r"  source: (?:record|csv).*\n  path:.*\n", "  source: feed:closes\n  licence: demonstration\n", config
    )
    (mine / "config.yaml").write_text(config.replace("  label: published closes, each with its page on record\n", ""))
    (mine / "feed.py").write_text("from reportgen.presets.made_up import closes\n\n__all__ = ['closes']\n")
    assert run(mine, "market", "fetch", "--week", "2026-01-16").returncode == 0
    drafted = run(mine, "new", "--week", "2026-01-16", "--wait", "90s")
    assert drafted.returncode == 0, drafted.stderr
    assert run(mine, "build", "--formats", "web", "--wait", "90s").returncode in (0, 1)
    made_by_it = set(tree(mine)) - laid - {"feed.py"}
    assert any(one.startswith("output/") for one in made_by_it)
    git = ["git", "-c", "init.defaultBranch=main", "-C", str(mine)]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    listed = subprocess.run([*git, "ls-files", "-z"], check=True, capture_output=True, text=True).stdout
    tracked = {one for one in listed.split("\0") if one and not one.startswith(".cache/")}
    assert tracked == laid | {"feed.py", "issues/2026-01-16.md"}, name


def test_a_fresh_clone_is_as_good_as_an_empty_folder(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path / "mine")], check=True)
    assert run(tmp_path, "init", "mine", "--yes").returncode == 0
    assert (tmp_path / "mine/.git/HEAD").exists()
    here = tmp_path / "here"
    here.mkdir()
    done = run(here, "init", ".", "--preset", "one-page")
    assert done.returncode == 0, done.stderr
    assert "Next:  reportgen preview\n" in done.stdout
    assert "WorkingDirectory=%h/here\n" in (here / "schedule/reportgen-weekly.service").read_text()


def test_the_list_tells_each_in_a_sentence(tmp_path: Path) -> None:
    done = run(tmp_path, "init", "--list")
    assert done.returncode == 0
    assert [row.split()[0] for row in done.stdout.splitlines()] == list(PRESETS)
    assert all(row.endswith(".") for row in done.stdout.splitlines())


def test_another_week_builds(tmp_path: Path) -> None:
    """Good Friday's week: four sessions in New York, and fewer elsewhere."""
    assert run(tmp_path, "init", "mine", "--preset", "one-page", "--week", "2025-W16").returncode == 0
    done = run(tmp_path / "mine", "build", "--formats", "web,text")
    assert done.returncode == 0, done.stderr
    assert "Good Friday" in (tmp_path / "mine/output/2025-04-17/report.txt").read_text()


@pytest.mark.parametrize("width", [40, 80, 120])
def test_what_the_presets_are_is_no_wider_than_the_terminal(width):
    for numbered in (True, False):
        rows = list(presets(width, numbered=numbered))
        assert max(map(len, rows)) <= width
        for name, words in PRESETS.items():
            assert f"{name} {words}" in " ".join(" ".join(rows).split())
