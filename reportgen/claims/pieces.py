"""A sentence's atoms without the hyphens inside words and the marks of notes."""

from __future__ import annotations

from reportgen.claims.atoms import Atom


def unhyphened(row: list[Atom]) -> list[Atom]:
    """The atoms without the hyphens inside words ("small-cap", "25-basis-point"), and without the marks of notes."""
    row = _unnoted(row)
    row = [
        one._replace(low="year") if one.low == "yr" and i and row[i - 1].text in "-‑" else one
        for i, one in enumerate(row)
    ]
    return [
        atom
        for i, atom in enumerate(row)
        if not (
            atom.text in ("-", "‑", "‐") and atom.glued and 0 < i < len(row) - 1 and row[i + 1].glued
            and ("w" in (row[i - 1].kind, row[i + 1].kind)) and row[i - 1].kind != "p" and row[i + 1].kind != "p"
        )
    ]  # fmt: skip


def _unnoted(row: list[Atom]) -> list[Atom]:
    """The atoms without note marks: "a record close [1]"."""
    if not any(atom.text == "[" for atom in row):
        return row
    out: list[Atom] = []
    i = 0
    while i < len(row):
        if row[i].text == "[" and [a.text for a in row[i + 2 : i + 3]] == ["]"] and row[i + 1].kind == "n":
            i += 3
            continue
        out.append(row[i])
        i += 1
    return out
