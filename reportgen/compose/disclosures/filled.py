"""A disclosure's text: the publication's own or the library's, with what it names filled in from the issue."""

from __future__ import annotations

from reportgen.compose.disclosures.content import currency_of
from reportgen.formats import listed
from reportgen.model import Project
from reportgen.reference import Wording, owner_marks

STANDARD = "standard"
"""The wording by which a publication asks for the library's own words."""
OWN = "{own}"
DOLLARS = "U.S. dollars"


def filled(wording: Wording, project: Project) -> str:
    """The text as printed; empty where only the publisher can word it and has not."""
    own = project.wordings.get(wording.id, "").strip()
    short = project.publication.look.density == "compact"
    text = wording.short if short and wording.short else wording.text
    if OWN in text:
        text = text.replace(OWN, own) if own not in ("", STANDARD) else ""
    elif own and own != STANDARD:
        text = own
    return _named(text, project)


def _named(text: str, project: Project) -> str:
    indexes = [one for one in project.instruments.values() if one.kind == "index"]
    marks = " ".join(dict.fromkeys(filter(None, (one.marks or owner_marks(one.owner) for one in indexes))))
    defined = " ".join(f"The {one.name} measures {one.tracks}." for one in indexes if one.tracks)
    return (
        text.replace("{definitions}", defined).replace("{marks}", marks)
        .replace("{indexes}", listed([one.name for one in indexes])).replace("{currency}", _currency(project))
        .replace("{publisher}", project.publication.publisher).strip()
    )  # fmt: skip


def _currency(project: Project) -> str:
    """In which currency changes are: dollars, or each in its own."""
    priced = {currency_of(one) for one in project.instruments.values() if one.kind not in ("rate", "currency")}
    return DOLLARS if priced <= {"", "USD"} else "the currency of each index or instrument"
