"""Telephone numbers and postal addresses, whose digits are no market numbers."""

from __future__ import annotations

PHONE = (
    r"(?<![\w.,])(?:\+?\d{1,3}[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}\b"
    r"|(?<![\w.,])\+\d{1,3}(?: \(?\d{1,5}\)?){2,5}\b"
)
WAYS = r"Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Lane|Way|Place|Plaza|Square|Court|Floor|Suite"
STREET = rf"\b\d{{1,5}} (?:[A-Z]\w{{1,20}} ){{1,3}}(?:{WAYS})\b|\b(?:Suite|Floor|P\.?O\.? Box) \d{{1,6}}\b"
ZIP = r"\b[A-Z]{2} \d{5}(?:-\d{4})?\b"
ADDRESS = rf"{PHONE}|{STREET}|{ZIP}"
