"""Which statements a text owes its readers, and which stand in it: disclosures called for by what is said, in any text.

Pure functions over a manuscript (reportgen.reading) and the library (reportgen.reference); nothing of an issue of ours,
whose typed content calls for the same disclosures in reportgen.compose.disclosures.
"""

from reportgen.statements.called import Call, Wanted, chosen
from reportgen.statements.classes import classes
from reportgen.statements.findings import orphan, rule, statements
from reportgen.statements.present import Present, present
from reportgen.statements.speech import spoken_of
from reportgen.statements.wanted import wanted

__all__ = [
    "Call",
    "Present",
    "Wanted",
    "chosen",
    "classes",
    "orphan",
    "present",
    "rule",
    "spoken_of",
    "statements",
    "wanted",
]
