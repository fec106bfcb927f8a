"""Findings on wording: what a text promises, praises, presses or leaves out, by rules that are data."""

from reportgen.wording.check import check, declared
from reportgen.wording.communication import Communication
from reportgen.wording.packs import PACKS, Pack, Pending, Rule, pack, packs_for
from reportgen.wording.phrases import Category, categories
from reportgen.wording.settled import settled, waivable
from reportgen.wording.waivers import Waiver, waivers

__all__ = [
    "PACKS",
    "Category",
    "Communication",
    "Pack",
    "Pending",
    "Rule",
    "Waiver",
    "categories",
    "check",
    "declared",
    "pack",
    "packs_for",
    "settled",
    "waivable",
    "waivers",
]
