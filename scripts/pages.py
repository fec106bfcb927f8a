"""Runs what the documentation shows: every command, file, setting and program of a page, in order, in one folder.

`python scripts/pages.py docs/tutorial.md …` writes what the commands print today into the pages; the test compares.
How a page is read, by the kind of its fenced blocks:

- `console`: lines that begin with `$ ` are run, what stands under each is what it prints. A line `…` stands for any
  lines, … in a line for any letters. A command ends with 0, or with 1 where it shows an error, else `$ echo $?` follows.
- `sh`: every line is run and ends with 0.
- A block that begins with a file's name in a comment, or has one above it (`<!-- file: NAME -->`), is written to that
  file; settings of config.yaml are laid over those that are there, key by key.
- `yaml` without a name: settings of config.yaml that must load. `python` without a name: a program that must run; a
  block under `<!-- prints -->` is what it prints. `markdown` without a name: words at the end of the newest issue.
- `shell` is not run: it needs the world, and the test lists each with the reason. `text`, `py` and the like are only read.
"""

from __future__ import annotations

import atexit
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
RUN = {"console", "sh", "yaml", "python", "markdown", "jinja", "csv"}
READ = {"text", "shell", "ini", "json", "py"}
FENCE = re.compile(r"(?m)^(?:<!-- (?P<told>file: \S+|prints) -->\n+)?```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.DOTALL)
NAMED = re.compile(r"^(?:# |\{# )(?P<name>[\w./-]+\.\w+)(?: #\})?(?: .*)?$")
STEP = re.compile(r"^[A-Z][^…]* …$")
"""A step as it begins, told where the output is no terminal."""
DEADLINE = 240


@dataclass(frozen=True)
class Block:
    """A fenced block: its kind, its text, the line of its fence, the file that it is, if any; `prints` marks output."""

    kind: str
    text: str
    line: int
    name: str = ""
    prints: bool = False


@dataclass
class Session:
    """A page's own folder, home and shell, whose directory and variables last from block to block."""

    folder: Path
    env: dict[str, str]
    code: int = 0
    wrong: list[str] = field(default_factory=list)
    told: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def here(self) -> Path:
        """The directory that the shell is in."""
        kept = self.folder / ".shell/cwd"
        return Path(kept.read_text().rstrip("\n")) if kept.exists() else self.folder / "work"

    def run(self, command: str) -> str:
        """What a command prints, steps aside."""
        kept = self.folder / ".shell"
        kept.mkdir(exist_ok=True)
        script = (
            f"[ ! -f {kept}/env ] || . {kept}/env\ncd {shlex.quote(str(self.here))}\n(exit {self.code})\n{command}\n"
            f"__code=$?\npwd > {kept}/cwd\nexport -p > {kept}/env\nexit $__code\n"
        )
        done = subprocess.run(
            ["bash", "-c", script], env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, timeout=DEADLINE, check=False,
        )  # fmt: skip
        self.code = done.returncode
        return "\n".join(line.rstrip() for line in done.stdout.split("\n") if not STEP.match(line)).strip("\n")


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    out = []
    for found in FENCE.finditer(page):
        told, text = found["told"] or "", found["body"]
        named = NAMED.match(text.split("\n", 1)[0])
        name = told.removeprefix("file: ") if told.startswith("file:") else named["name"] if named else ""
        line = page.count("\n", 0, found.start("kind")) + 1
        out.append(Block(found["kind"], text, line, name, told == "prints"))
    return out


def commands(text: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with what is shown under it."""
    for part in re.split(r"(?m)^\$ ", text)[1:]:
        lines = part.rstrip("\n").split("\n")
        count = next(i for i, line in enumerate(lines, 1) if not line.endswith("\\"))
        yield "\n".join(lines[:count]), "\n".join(lines[count:]).strip("\n")


def alike(shown: str, real: str) -> bool:
    """Whether what is shown is what is printed, … standing for what varies or is left out."""
    parts = []
    for line in shown.split("\n"):
        words = re.escape(line.rstrip()).replace("…", ".*")
        parts.append("(?:.*\n)*?" if line.strip() == "…" else f"{words}\n")
    return re.fullmatch("".join(parts), f"{real}\n") is not None


def start(folder: Path) -> Session:
    """A session in a folder of its own, with `reportgen` and `python` on its path."""
    for name in ("bin", "home", "work"):
        (folder / name).mkdir(parents=True)
    for name, words in (("reportgen", "-P -m reportgen"), ("python", "")):
        file = folder / "bin" / name
        file.write_text(f'#!/bin/sh\nexec {sys.executable} {words} "$@"\n')
        file.chmod(0o755)
    env = {
        "PATH": f"{folder / 'bin'}:/usr/bin:/bin", "HOME": str(folder / "home"), "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8", "COLUMNS": "100", "XDG_CACHE_HOME": str(folder / "cache"), "NO_COLOR": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    env |= {name: os.environ[name] for name in ("MPLCONFIGDIR",) if name in os.environ}
    return Session(folder, env)


def play(page: Path, session: Session, begin: Callable[[Session], None] | None = None) -> Session:
    """Run a page; what is wrong, and each command with what is shown and what it prints, stands in the session."""
    if begin:
        begin(session)
    before = ""
    for one in blocks(page.read_text()):
        where = f"{page.relative_to(ROOT)}:{one.line}"
        if one.kind not in RUN | READ:
            session.wrong.append(f"{where}: a block of kind '{one.kind}' is neither run nor read")
        elif one.prints:
            session.told.append(("", one.text, before))
            if not alike(one.text.strip("\n"), before):
                session.wrong.append(f"{where}: prints\n{before}")
        elif one.kind == "console":
            _console(one, session, where)
        elif one.kind == "sh":
            for line in filter(None, (row.strip() for row in one.text.split("\n"))):
                said = session.run(line)
                if session.code:
                    session.wrong.append(f"{where}: {line} ends with {session.code}\n{said}")
        elif one.name:
            _file(one, session, where)
        elif one.kind == "yaml":
            if said := _loads(session, _over(_config(session), yaml.load(one.text, yaml.BaseLoader))):
                session.wrong.append(f"{where}: {said}")
        elif one.kind == "python":
            (session.here / "_program.py").write_text(one.text)
            before = session.run("python _program.py")
            (session.here / "_program.py").unlink()
            if session.code:
                session.wrong.append(f"{where}: ends with {session.code}\n{before}")
        elif one.kind == "markdown":
            newest = max(session.here.glob("issues/*.md"))
            newest.write_text(f"{newest.read_text().rstrip()}\n\n{one.text}")
            if (said := session.run("reportgen figures")) and session.code:
                session.wrong.append(f"{where}: {said}")
        elif one.kind in RUN:
            session.wrong.append(f"{where}: names no file")
    return session


def _console(one: Block, session: Session, where: str) -> None:
    asked = list(commands(one.text))
    for number, (command, shown) in enumerate(asked):
        if command.split()[:2] == ["reportgen", "preview"]:
            if said := _preview(command, session):
                session.wrong.append(f"{where}: {command}: {said}")
            continue
        real = session.run(command)
        session.told.append((command, shown, real))
        if not alike(shown, real):
            session.wrong.append(f"{where}: {command} prints\n{real}")
        followed = number + 1 < len(asked) and asked[number + 1][0] == "echo $?"
        expected = 1 if re.search(r"\berror\b", shown) else 0
        if session.code != expected and not followed:
            session.wrong.append(f"{where}: {command} ends with {session.code}\n{real}")


def _file(one: Block, session: Session, where: str) -> None:
    """A file of the page's: settings are laid over config.yaml, anything else is written whole."""
    path = session.here / one.name
    path.parent.mkdir(parents=True, exist_ok=True)
    if one.name == "config.yaml":
        content = _over(_config(session), yaml.load(one.text, yaml.BaseLoader))
        path.write_text(yaml.dump(content, allow_unicode=True, sort_keys=False, width=10_000))
        return
    path.write_text(one.text)
    if path.suffix in (".yaml", ".yml"):
        yaml.safe_load(one.text)
    if path.suffix == ".py":
        said = session.run(f"python -c 'import {path.stem}'")
        if session.code:
            session.wrong.append(f"{where}: {one.name} cannot be imported\n{said}")


def _config(session: Session) -> Any:
    path = session.here / "config.yaml"
    return yaml.load(path.read_text(), yaml.BaseLoader) if path.exists() else {}


def _over(under: Any, upper: Any) -> Any:
    """Settings laid over others, mapping by mapping; an instrument or chart that is named again is as it is named."""
    if not (isinstance(under, dict) and isinstance(upper, dict)):
        return upper
    return {**under, **{key: _over(under.get(key), one) for key, one in upper.items()}}


def _loads(session: Session, content: Any) -> str:
    """What is wrong with settings; empty if they load."""
    file = session.here / "_settings.yaml"
    file.write_text(yaml.dump(content, allow_unicode=True, sort_keys=False, width=10_000))
    program = (
        "import sys; from pathlib import Path; from reportgen.config import load; from reportgen.errors import *\n"
        "try: load(Path.cwd(), config='_settings.yaml')\n"
        "except ReportgenError as error: sys.exit('\\n'.join(error.lines()))"
    )
    said = session.run(f"python -c {shlex.quote(program)}")
    file.unlink()
    return said if session.code else ""


def _preview(command: str, session: Session) -> str:
    """Why a preview did not come up, or did not go down by Ctrl-C; empty if it did both."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*shlex.split(command), "--no-open", "--port", str(port)], cwd=session.here, env=session.env,
        executable=str(session.folder / "bin/reportgen"), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        end = time.monotonic() + DEADLINE
        while time.monotonic() < end and process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                    if answer.status == 200:
                        break
            except OSError:
                time.sleep(0.2)
        else:
            return f"it does not answer\n{process.stdout.read() if process.poll() is not None else ''}"
        process.send_signal(signal.SIGINT)
        process.wait(30)
        return "" if process.returncode in (0, 130) else f"Ctrl-C ends it with {process.returncode}"
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@cache
def _made() -> Path:
    """A newsletter as `reportgen init` leaves it, built, and the cache that it was built with: made once."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    session = start(folder)
    said = session.run("reportgen init my-weekly --yes && cd my-weekly && reportgen build --formats web,text")
    assert session.code == 0, said
    return folder


def newsletter(session: Session) -> None:
    """Begin in a newsletter as `reportgen init` leaves it, its issue built."""
    shutil.copytree(_made() / "work/my-weekly", session.here / "my-weekly")
    shutil.copytree(_made() / "cache", session.folder / "cache", dirs_exist_ok=True)
    session.run("cd my-weekly")


def articles(session: Session) -> None:
    """Begin beside closes and a text, where there is no newsletter."""
    (session.here / "closes.csv").write_bytes((ROOT / "closes/2026-01-09.csv").read_bytes())
    article = next(one for one in blocks((ROOT / "docs/check.md").read_text()) if one.name == "article.md")
    (session.here / "article.md").write_text(article.text)


def shipped(session: Session) -> None:
    """Begin beside the shipped issue, as a file whose text is still to come, and a text from elsewhere."""
    articles(session)
    config = yaml.load((ROOT / "config.yaml").read_text(), yaml.BaseLoader)
    issue = {key: one for key, one in config.pop("issue").items() if key != "body"}
    (session.here / "closes").mkdir()
    (session.here / "closes/2026-01-09.csv").write_bytes((ROOT / "closes/2026-01-09.csv").read_bytes())
    (session.here / "config.yaml").write_text(yaml.dump(config, allow_unicode=True, sort_keys=False))
    (session.here / "issues").mkdir()
    head = yaml.dump(issue, allow_unicode=True, sort_keys=False)
    (session.here / "issues/2026-01-09.md").write_text(f"---\n{head}---\n")


def checks(session: Session) -> None:
    """Begin in a built newsletter, beside closes, a record and texts from elsewhere."""
    newsletter(session)
    articles(session)
    session.run("cp output/2026-01-09/record.json .")
    said = "On Friday the Russell 2000 rose 0.8%."
    (session.here / "draft.md").write_text(f"{said}\n")
    (session.here / "draft.html").write_text(f"<p>{said}</p>\n")


def market(session: Session) -> None:
    """Begin in a newsletter, beside a spreadsheet and a list of members."""
    newsletter(session)
    (session.here / "prices.csv").write_text("Date;Close\n09.01.2026;6.966,28\n08.01.2026;6.921,46\n")
    (session.here / "sp500.csv").write_text("symbol\nAAPL\nMSFT\n")


def charts(session: Session) -> None:
    """Begin with the settings of the gallery."""
    import gallery

    words = gallery.CONFIG.replace("charts:\n{charts}\n", "").replace("{{", "{").replace("}}", "}")
    (session.here / "config.yaml").write_text(words)


BEGIN: dict[str, Callable[[Session], None] | None] = {
    "README.md": shipped, "docs/tutorial.md": None, "docs/check.md": checks, "docs/market.md": market,
    "docs/gallery.md": charts,
}  # fmt: skip
"""Where a page begins: None in an empty folder; a page without an entry in a newsletter that is built."""


def begin(page: str) -> Callable[[Session], None] | None:
    """What a page begins with."""
    return BEGIN.get(page, newsletter)


def pages() -> list[str]:
    """The pages that are run: all that show anything."""
    every = ["README.md", *(str(path.relative_to(ROOT)) for path in sorted((ROOT / "docs").rglob("*.md")))]
    return [name for name in every if any(one.kind in RUN for one in blocks((ROOT / name).read_text()))]


def main(names: list[str]) -> None:
    """Write what commands print today into pages that show something else."""
    for name in names:
        page = ROOT / name
        with tempfile.TemporaryDirectory() as folder:
            session = play(page, start(Path(folder)), begin(name))
        text, at = page.read_text(), 0
        for command, shown, real in session.told:
            old, new = (_written(command, said) for said in (shown, real))
            at = text.index(old, at)
            new = old if alike(shown, real) or "This is a bug in reportgen" in real else new
            text = f"{text[:at]}{new}{text[at + len(old) :]}"
            at += len(new)
        page.write_text(text)
        for one in session.wrong:
            print(one)


def _written(command: str, said: str) -> str:
    """What a page shows: a command and what it prints, or the block of what a program prints."""
    said = said.strip("\n") + "\n" if said.strip("\n") else ""
    return f"$ {command}\n{said}" if command else f"<!-- prints -->\n```text\n{said}```\n"


if __name__ == "__main__":
    main(sys.argv[1:] or pages())
