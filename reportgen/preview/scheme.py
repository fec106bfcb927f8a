"""A page as it looks to a reader who prefers light or dark, whatever the one at the desk prefers."""

from __future__ import annotations

import re

PREFERS = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)")
DECLARED = re.compile(r"\bcolor-scheme:\s*light dark\b")
META = re.compile(r'(<meta name="color-scheme" content=")light dark(")')


def preferred(page: str, scheme: str) -> str:
    """The page with its media queries answered as `scheme` ("light", "dark") would; any other word leaves it alone."""
    if scheme not in ("light", "dark"):
        return page
    page = PREFERS.sub(lambda m: "(min-width: 0)" if m[1] == scheme else "(max-width: 0)", page)
    page = DECLARED.sub(f"color-scheme: {scheme}", page)
    return META.sub(rf"\g<1>{scheme}\2", page)
