"""What every newsletter gets beside its preset: what git is to leave alone, the weekly run, and a page about itself."""

from __future__ import annotations

import re

from reportgen.presets.shipped import shipped

PLACES = {
    "gitignore": ".gitignore",
    "weekly.yml": ".github/workflows/weekly.yml",
    "README.md": "README.md",
    "crontab.example": "schedule/crontab.example",
    "reportgen-weekly.service": "schedule/reportgen-weekly.service",
    "reportgen-weekly.timer": "schedule/reportgen-weekly.timer",
}
"""Where each file of `with-each` is laid."""
FOLDER, NAME = "my-weekly", "NEWSLETTER"
"""The folder of which the shipped files speak, and the word in them that stands for the publication's name."""
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def with_each(name: str, folder: str) -> dict[str, bytes]:
    """The files by path, for a publication of that name in a folder of that name. A folder whose name cron, systemd and
    the shell would each want written in another way is left as FOLDER, which the files say to replace.
    """
    told = folder if PLAIN.fullmatch(folder) else FOLDER
    found = shipped("with-each")
    readme = found["README.md"].decode().replace(NAME, _as_markdown(name))
    words = {**{one: content.decode().replace(FOLDER, told) for one, content in found.items()}, "README.md": readme}
    return {place: words[one].encode() for one, place in PLACES.items()}


def _as_markdown(text: str) -> str:
    """Words that Markdown prints as they are."""
    return re.sub(r"([\\`*_{}\[\]<>#|~&!$@])", r"\\\1", text)
