"""@font-face rules: TrueType by private URLs for the PDF, WOFF2 inside the page for the web, and only the parts
whose letters the page uses.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from reportgen.model import Face, Look, Typeface

LATIN = (
    "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, "
    "U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD"
)
BEYOND = (
    "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, "
    "U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF"
)

FAR = re.compile("[\u0100-\u02ff\u1e00-\u1eff]")


def families(look: Look) -> list[Typeface]:
    """The look's typefaces, each once."""
    return [look.text, look.display] if look.text != look.display else [look.text]


def for_print(look: Look) -> tuple[str, dict[str, Path]]:
    """The PDF's rules, and the files behind their face: URLs."""
    rules, files = [], {}
    for typeface in families(look):
        for face in typeface.faces:
            url = f"face:{face.ttf.name}"
            files[url] = face.ttf
            rules.append(_rule(typeface.family, face, f"url({url})", ""))
    return "\n".join(rules), files


def for_web(look: Look, text: str) -> str:
    """The page's rules with the fonts inside them; the letters beyond Latin-1 come along where `text` has some."""
    far = FAR.search(text) is not None
    rules = []
    for typeface in families(look):
        for face in typeface.faces:
            parts: Iterator[tuple[Path, str, str]] = (
                (file, "font/woff2", ranges) for file, ranges in zip(face.web, (LATIN, BEYOND), strict=True)
            ) if face.web else iter([(face.ttf, "font/ttf", "")])  # fmt: skip
            for position, (file, media, ranges) in enumerate(parts):
                if position and not far:
                    continue
                data = _inside(file)
                rules.append(_rule(typeface.family, face, f"url(data:{media};base64,{data})", ranges))
    return "\n".join(rules)


@lru_cache(maxsize=16)
def _inside(file: Path) -> str:
    """A font in the letters of a data: URL; a typeface's file is not changed while it is in use."""
    return b64encode(file.read_bytes()).decode()


def _rule(name: str, face: Face, source: str, ranges: str) -> str:
    style = "italic" if face.italic else "normal"
    extent = f"; unicode-range: {ranges}" if ranges else ""
    face_is = f'font-family: "{name}"; font-weight: {face.weight}; font-style: {style}'
    return f"@font-face {{ {face_is}; font-display: swap; src: {source}{extent} }}"
