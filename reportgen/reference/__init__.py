"""Instruments, disclosures and wordings: reviewed text and identity, kept as files, read once."""

from reportgen.reference.identity import Former, Identity, Named
from reportgen.reference.library import Wording, wordings
from reportgen.reference.registry import Registry, fund, identity, named, owner_marks, registry

__all__ = [
    "Former", "Identity", "Named", "Registry", "Wording", "fund", "identity", "named", "owner_marks", "registry",
    "wordings",
]  # fmt: skip
