"""Fonts apart from their page: most of its letters are theirs, and a browser would read them at every change."""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode

INSIDE = re.compile(r"url\(data:(font/[\w-]+);base64,([A-Za-z0-9+/=]+)\)")

POLICY = re.compile(r"(<meta http-equiv=\"Content-Security-Policy\"[^>]*?)font-src data:")


class Fonts:
    """The fonts that pages had inside them, by their names here."""

    def __init__(self) -> None:
        self._named: dict[str, tuple[str, bytes]] = {}
        self._names: dict[str, str] = {}

    def apart(self, page: str) -> str:
        """The page with an address of ours where it had a font, which its own policy lets it ask for."""
        page = POLICY.sub(r"\g<1>font-src 'self' data:", page, count=1)
        return INSIDE.sub(lambda found: f"url(/font/{self._name(found[1], found[2])})", page)

    def font(self, name: str) -> tuple[str, bytes]:
        """The media type of a font, and the font; KeyError where there is none of that name."""
        return self._named[name]

    def _name(self, media: str, letters: str) -> str:
        if letters not in self._names:
            name = hashlib.sha256(letters.encode()).hexdigest()[:24]
            self._names[letters], self._named[name] = name, (media, b64decode(letters))
        return self._names[letters]
