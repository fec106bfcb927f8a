"""Instruments, disclosures and wordings: reviewed text and identity, kept as files, read once."""

from reportgen.reference.library import Wording, identity, owner_marks, wordings

__all__ = ["Wording", "identity", "owner_marks", "wordings"]
