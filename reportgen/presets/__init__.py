"""The four newsletters that `reportgen init` makes: a folder each, complete, and buildable without a network.

Their closes are published ones (small-caps) or made up (made_up.py): then the record in demonstration/ carries the
mark, and every page of every edition says MADE-UP PRICES. The records are shipped, not made when a newsletter is: init
copies files, needs neither network nor calendar, and the bytes are the same whatever calendars are installed.
"""

from __future__ import annotations

from datetime import date

from reportgen.errors import UsageError
from reportgen.presets.another_week import demonstration, for_week
from reportgen.presets.answers import Answers, answered, defaults, line, paper, preset_named
from reportgen.presets.lay import lay, require_free
from reportgen.presets.shipped import ISSUE, PRESETS, RECORD, WEEK, shipped
from reportgen.presets.with_each import with_each

__all__ = [
    "ISSUE", "PRESETS", "RECORD", "WEEK", "Answers", "answered", "defaults", "demonstration", "for_week", "lay", "line",
    "newsletter", "paper", "preset", "preset_named", "require_free",
]  # fmt: skip


def newsletter(answers: Answers, folder: str, week: date = WEEK) -> dict[str, bytes]:
    """The files of a newsletter by path: its preset with what was answered put in, and what makes it ready for git and
    for a weekly run in a folder of that name. Raises what `preset` raises.
    """
    files = preset(answers.preset, week)
    files["config.yaml"] = answered(files["config.yaml"].decode(), answers).encode()
    return dict(sorted({**files, **with_each(answers.name, folder)}.items()))


def preset(name: str, week: date = WEEK) -> dict[str, bytes]:
    """The files of a preset by path; for another week than the shipped one with closes made up for it.

    Raises UsageError where `week` is not the end of a week, or the preset's closes are published ones of WEEK.
    """
    files = shipped(name)
    if week != WEEK:
        if RECORD not in files:
            raise UsageError(
                f"{name} comes with published closes of the week ended {WEEK}, so that it cannot begin with {week}",
                hint="Make it without --week, then name a source and your week in its config.yaml.",
            )
        files = for_week(files, week)
        files[RECORD] = demonstration(files["config.yaml"], week)
    return dict(sorted(files.items()))
