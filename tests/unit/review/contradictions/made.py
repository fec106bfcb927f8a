"""Names of the usual instruments, and a text's contradictions as its marked words."""

from reportgen.claims import names
from reportgen.reading import manuscript
from reportgen.reference import identities
from reportgen.reference.instruments import key_for, usual
from reportgen.review.contradictions import contradictions

SYMBOLS = ("^RUT", "^GSPC", "^DJI", "^IXIC", "^TNX", "^VIX", "GC=F")


def _instruments():
    out = {}
    for one in identities():
        if one.symbol in SYMBOLS:
            key = key_for(one, out)
            out[key] = usual(key, one, "XNYS")
    return out


INSTRUMENTS = _instruments()
NAMES = names(INSTRUMENTS)


def found(text, kind="markdown", names=NAMES):
    """The findings on a text."""
    return contradictions(manuscript(text, "piece.md", kind), names)


def marked(text):
    """The words of a text that its findings mark."""
    lines = text.split("\n")
    return [lines[f.place.line - 1][f.place.column - 1 : f.end_column - 1] for f in found(text)]
