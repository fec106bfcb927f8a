"""Any text, ours or not, read for what it says of markets: claims, each with its words and its readings."""

from reportgen.claims.names import Names, names
from reportgen.claims.nouns import Claim, Quantity, Window
from reportgen.claims.reader import claims

__all__ = ["Claim", "Names", "Quantity", "Window", "claims", "names"]
