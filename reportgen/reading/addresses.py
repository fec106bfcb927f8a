"""Addresses in running text: the digits in them are nobody's figures."""

from __future__ import annotations

import re

HINT = re.compile(r"[/@]|www\.")
ADDRESS = re.compile(
    r"(?:https?|ftp|mailto|file)://?\S*|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.@-])(?:[A-Za-z0-9_-]+\.)+[a-z]{2,}/\S*"
)
AFTER = ".,;:!?'\"”’»)]}>*_"
LONGEST = 2048


def addresses(text: str) -> list[tuple[int, int]]:
    """Where the web and mail addresses of a text with single spaces stand, from and to."""
    out: list[tuple[int, int]] = []
    end = 0
    if "/" not in text and "@" not in text and "www." not in text:
        return out
    while found := HINT.search(text, end):
        start = text.rfind(" ", end, found.start()) + 1 or end
        end = text.find(" ", found.start())
        end = len(text) if end < 0 else end
        word = text[start : min(end, start + LONGEST)]
        match = ADDRESS.search(word)
        if match is None:
            continue
        bare = len(match[0].rstrip(AFTER))
        if end - start > LONGEST and match.end() == LONGEST:
            bare = end - start - match.start()
        elif match[0].endswith(")") and "(" in match[0]:
            bare = len(match[0].rstrip(".,;:!?"))
        if bare:
            out.append((start + match.start(), start + match.start() + bare))
    return out
