"""What is to be said of a text's disclosures: those missing, those that stand in part, those that nothing calls for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from reportgen.model import Finding, Manuscript, Place, Profile
from reportgen.reference import Identity, Wording
from reportgen.statements.called import Wanted
from reportgen.statements.present import Present, on_sheet
from reportgen.statements.sheet import laid
from reportgen.statements.wanted import wanted_on

EXCERPT = 150
"""Words up to which a text without a heading is taken for an excerpt."""
UNSEEN = ("always", "fact", "quote")
"""Triggers that a text may have without a word of it that could be seen."""


def statements(
    manuscript: Manuscript, profile: Profile, names: Iterable[Identity], *, built: bool = False
) -> list[Finding]:
    """A finding for every disclosure that a text owes and does not make (an error where it must stand, a warning where
    it should, a note where every text should), makes in part, or sets apart though nothing calls for it
    (warnings). An edition that we have `built` prints
    what should stand as the library has it: some only where it is asked for, some within another's text.
    """
    sheet = laid(manuscript)
    standing = on_sheet(sheet)
    asked = wanted_on(sheet, standing, profile, names)
    by_id = {one.id: one for one in standing}
    out, lacking = [], []
    for one in asked:
        found = by_id.get(one.id) or next((by_id[i] for i in one.wording.replaces if i in by_id), None)
        if found is None:
            lacking += [] if built and _left_out(one) else [one]
        elif not found.whole or found.id != one.id:
            out.append(_partial(one, found))
    out += [missing(one) for one in lacking] if whole_piece(manuscript) else _in_one(lacking)
    called = {one.id for one in asked} | {id for one in asked for id in one.wording.replaces}
    loose = [one for one in standing if one.set_apart and one.id not in called and one.wording.trigger not in UNSEEN]
    out += [orphan(one.wording, one.call.place, one.call.because, one.call.end_column) for one in loose]
    return sorted(out, key=lambda one: (one.place.line, one.place.column))


def _left_out(one: Wanted) -> bool:
    """Whether a build does not print a disclosure of its own accord."""
    return one.level != "must" and (bool(one.wording.within) or one.wording.printed == "asked")


def missing(one: Wanted) -> Finding:
    """A disclosure that is called for and does not stand."""
    severity: Literal["error", "warning", "info"] = "error" if one.level == "must" else "warning"
    if severity == "warning" and one.wording.trigger == "always":
        severity = "info"
    verb = "must" if one.level == "must" else "should"
    where = f"line {one.place.line}: " if one.call.end_column else ""
    return Finding(
        "disclosure-missing", severity, Place(one.place.file),
        f"the disclosure “{one.title}” ({one.id}) {verb} stand and does not ({one.because})",
        f"{one.id}: {where}{one.because}", to_add(one.wording), 0, rule(one.wording),
    )  # fmt: skip


def whole_piece(manuscript: Manuscript) -> bool:
    """Whether a text is a piece that is published as it stands: it has words under a heading, or is no short one."""
    said = [part for part in manuscript.parts if part.role not in ("title", "heading", "code", "meta")]
    headed = len(said) < len(manuscript.parts) and any(p.role in ("title", "heading") for p in manuscript.parts)
    return (headed and bool(said)) or sum(len(part.text.split()) for part in said) > EXCERPT


def _in_one(lacking: list[Wanted]) -> list[Finding]:
    """What an excerpt would owe its readers, in one warning: it may stand in a piece that says all of it."""
    owed = [one for one in lacking if one.level == "must"]
    if not owed:
        return []
    ids = ", ".join(one.id for one in owed)
    many = f"{len(owed)} disclosures" if len(owed) > 1 else "a disclosure"
    message = f"published as it stands, this would lack {many} that must stand with it: {ids}"
    hint = "Set them with the whole piece; `reportgen disclosures` shows their words."
    return [
        Finding(
            "disclosure-missing", "warning", Place(owed[0].place.file), message, ids, hint, 0, rule(owed[0].wording)
        )
    ]


def orphan(one: Wording, place: Place, words: str, end_column: int = 0) -> Finding:
    """A disclosure that stands though nothing calls for it."""
    return Finding(
        "disclosure-orphan", "warning", place,
        f"the disclosure “{one.title}” ({one.id}) stands here, but nothing calls for it",
        words, "Take it out: what concerns nothing in the text hides what does.", end_column, rule(one),
    )  # fmt: skip


def _partial(one: Wanted, found: Present) -> Finding:
    return Finding(
        "disclosure-partial", "warning", found.call.place,
        f"of the disclosure “{one.title}” ({one.id}) only a part stands here",
        found.call.because, to_add(one.wording), found.call.end_column, rule(one.wording),
    )  # fmt: skip


def to_add(one: Wording) -> str:
    """What to write: the library's words, or who alone can find them."""
    if one.own:
        return f"Only the publisher can word it: say it in a sentence ({one.basis})."
    text = one.short if "{" in one.text and one.short and "{" not in one.short else one.text
    plain = text.replace("{currency}", "U.S. dollars").replace("{publisher}", "the publisher")
    plain = plain.replace(" {definitions}", "").replace("{definitions}", "Say of each index what it measures.")
    return f"Add: {plain.replace('{marks}', 'The names of the indexes are marks of their owners.')}"


def rule(one: Wording) -> str:
    """What the finding rests on."""
    return f"{one.basis}; reviewed {one.reviewed}"
