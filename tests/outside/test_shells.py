"""Completion in the shells themselves: the script is read, a word is begun, and Tab is pressed."""

import os
import pty
import select
import sys
import time

import pytest

from .conftest import ROOT, program

pytestmark = pytest.mark.outside

BEGIN = {
    "bash": (["bash", "--norc", "-i"], 'eval "$(reportgen completion bash)"'),
    "zsh": (["zsh", "-f", "-i"], 'autoload -Uz compinit; compinit -u -D; eval "$(reportgen completion zsh)"'),
    "fish": (["fish", "--no-config", "-i"], "reportgen completion fish | source"),
}


@pytest.fixture
def desk(tmp_path):
    """A folder with issues and a `reportgen` on the path."""
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues/2026-01-09.md").write_text("")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin/reportgen"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m reportgen "$@"\n')
    command.chmod(0o755)
    return tmp_path


def typed(shell, desk, begun, wanted):
    """What the terminal shows after Tab, until `wanted` is there or a while has passed."""
    words, setup = BEGIN[shell]
    environment = {
        **os.environ, "PATH": f"{desk / 'bin'}:{os.environ['PATH']}", "HOME": str(desk), "TERM": "xterm", "PS1": "> ",
    }  # fmt: skip
    path = program(words[0])
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(desk)
        os.execve(path, words, environment)
    try:
        out = ""
        for text, until in ((f"{setup}; echo rea''dy\n", "ready"), (f"{begun}\t", wanted)):
            os.write(terminal, text.encode())
            out, end = "", time.monotonic() + 30
            while until not in out and time.monotonic() < end:
                if select.select([terminal], [], [], 0.2)[0]:
                    out += os.read(terminal, 65536).decode(errors="replace")
                    if "\x1b[c" in out or "\x1b[0c" in out:  # fish asks what terminal it is on
                        os.write(terminal, b"\x1b[?1;2c")
        return out
    finally:
        os.close(terminal)
        os.waitpid(process, 0)


WORDS = {
    "reportgen disc": "disclosures",
    "reportgen build iss": "issues/2026-01-09.md",
    "reportgen init --preset broad": "broad-market",
    "reportgen build --formats web,p": "web,pdf",
}
CASES = [(shell, *words) for shell in BEGIN for words in WORDS.items() if (shell, "," in words[1]) != ("fish", True)]
"""All but a list with commas in fish: click's script for it cuts what is proposed at the comma."""


@pytest.mark.parametrize(("shell", "begun", "wanted"), CASES)
def test_tab_completes(desk, shell, begun, wanted):
    rest = wanted[len(begun.split()[-1]) :]
    assert rest in typed(shell, desk, begun, rest)
