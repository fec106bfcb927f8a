"""What readers see: how large it is, whether pictures are there and described, whether the plain text is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reportgen.delivery.examined.letter import Attached, Letter
from reportgen.delivery.examined.nouns import Looked, State
from reportgen.delivery.examined.page import Page

WARN, FAIL, CUT = 80_000, 95_000, 102_000
"""Bytes of HTML: from where it is told, from where it is an error, and where Gmail cuts it off."""
PICTURES = 150_000
"""Bytes of pictures inside a message, beyond which they had better lie on the web."""
HEAVY, REFUSED = 2_000_000, 20_000_000
"""Bytes of a message that take long, and that many servers refuse."""


def content(letter: Letter, page: Page) -> Iterator[Looked]:
    """Sizes, pictures, texts."""
    yield from _html(letter, page)
    yield from _pictures(letter, page)
    yield from _text(letter)
    total = len(letter.raw)
    state: State = "error" if total > REFUSED else "warning" if total > HEAVY else "ok"
    hint = "Link the PDF (delivery.pdf_url) in place of attaching it." if state != "ok" else ""
    yield Looked("message", state, f"{kilobytes(total)} on the wire, for each reader", hint)


def kilobytes(size: int) -> str:
    """A size in thousands of bytes."""
    return f"{size / 1000:,.0f} kB" if size >= 1000 else f"{size} bytes"


def _html(letter: Letter, page: Page) -> Iterator[Looked]:
    size = len(letter.html.encode())
    if not size:
        yield Looked("HTML", "error", "there is none", "Most programs show nothing else.")
        return
    if size >= FAIL:
        yield Looked("HTML", "error", f"{kilobytes(size)}: Gmail cuts it at {kilobytes(CUT)}, unsubscribe link and all",
                     "Take blocks or rows out, or link the web page for them.")  # fmt: skip
    elif size >= WARN:
        yield Looked("HTML", "warning", f"{kilobytes(size)}: near the {kilobytes(CUT)} at which Gmail cuts it")
    else:
        yield Looked("HTML", "ok", f"{kilobytes(size)}; Gmail cuts at {kilobytes(CUT)}")
    missing = [what for what, there in (("lang", page.language), ("title", page.title.strip())) if not there]
    if missing:
        yield Looked("HTML", "warning", f"has no {' and no '.join(missing)}", "Screen readers go by it.")


def _pictures(letter: Letter, page: Page) -> Iterator[Looked]:
    inside = {one.cid: one for one in letter.attached if one.cid}
    counted = Counter(one.cid for one in letter.attached if one.cid)
    asked = {src.removeprefix("cid:") for src in page.sources if src.startswith("cid:")}
    for cid in sorted(asked - inside.keys()):
        yield Looked("picture", "error", f"cid:{cid} is in no part of the message: an empty frame")
    for cid in sorted(one for one, number in counted.items() if number > 1):
        yield Looked("picture", "error", f"{counted[cid]} parts have the Content-ID {cid}")
    for cid in sorted(inside.keys() - asked):
        yield Looked("picture", "warning", f"{_named(inside[cid])} is shown nowhere: programs list it as an attachment")
    for cid in sorted(asked & inside.keys()):
        if not inside[cid].inline:
            yield Looked(
                "picture", "warning", f"{_named(inside[cid])} is not marked inline: programs list it as an attachment"
            )
    bad = [src for src in page.sources if not src.startswith(("cid:", "https://"))]
    for src in dict.fromkeys(one.partition(",")[0][:60] for one in bad):
        yield Looked("picture", "error", f"{src or 'an empty src'} is not shown: neither cid: nor https://")
    for what in dict.fromkeys(one["src"][:60] for one in page.images if "alt" not in one):
        yield Looked("picture", "error", f"{what} has no alt", "Where pictures are blocked, it is all that is read.")
    bare = sum(1 for one in page.images if not (one.get("width", "") and one.get("height", "")))
    if bare:
        yield Looked("picture", "warning", f"{bare} of {len(page.images)} without width and height",
                     "Outlook sets a picture without them at its own size.")  # fmt: skip
    size = sum(one.size for one in letter.attached if one.cid in asked)
    hosted = sum(1 for one in page.sources if one.startswith("https://"))
    if size > PICTURES:
        yield Looked("pictures", "warning", f"{len(asked)} inside, {kilobytes(size)} together",
                     "images: hosted keeps messages small; some programs list many as attachments.")  # fmt: skip
    elif page.images:
        where = [f"{len(asked)} inside, {kilobytes(size)} together"] if asked else []
        where += [f"{hosted} on the web, which Outlook shows only when asked"] if hosted else []
        yield Looked("pictures", "ok", "; ".join(where) or "none that is shown")


def _named(one: Attached) -> str:
    return one.name or f"cid:{one.cid}"


def _text(letter: Letter) -> Iterator[Looked]:
    words = len(letter.text.split())
    if not words:
        yield Looked("plain text", "error", "there is none", "Filters distrust HTML alone, and some readers want text.")
        return
    kinds = [part.get_content_type() for part in letter.message.walk()]
    if "text/html" in kinds and "text/plain" in kinds and kinds.index("text/plain") > kinds.index("text/html"):
        yield Looked("plain text", "error", "stands behind the HTML: programs show the last that they can")
    yield Looked("plain text", "ok", f"{words:,} words")
