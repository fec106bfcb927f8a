"""Instruments, disclosures and wordings: reviewed text and identity, kept as files, read once."""

from reportgen.reference.fred import FredSeries, fred_series
from reportgen.reference.identity import Former, Identity, Named
from reportgen.reference.library import Wording, wordings
from reportgen.reference.registry import Registry, fund, identities, identity, named, owner_marks, registry

__all__ = [
    "Former", "FredSeries", "Identity", "Named", "Registry", "Wording", "fred_series", "fund", "identities",
    "identity", "named",
    "owner_marks", "registry", "wordings",
]  # fmt: skip
