"""The check itself: a text, who publishes it and the day, as findings on its wording."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from reportgen.model import Finding, Manuscript, Profile
from reportgen.wording.balance import balance
from reportgen.wording.communication import Communication, communication
from reportgen.wording.heard import Heard, heard
from reportgen.wording.hits import Hit
from reportgen.wording.packs import packs_for, yardstick
from reportgen.wording.selective import omissions
from reportgen.wording.tell import Teller, house_rule
from reportgen.wording.windows import standard, windows


def check(manuscript: Manuscript, profile: Profile, on: date, names: Collection[str] = ()) -> tuple[Finding, ...]:
    """What an editor must settle of a text's wording, in the order of reading.

    `on` is the day of the issue, never the clock's; `names` are proper names to be passed over beside the known ones.
    Nothing found says nothing of a law: the packs hold what was read of some rules, and a lexicon is no lawyer.
    """
    tell = Teller(manuscript, yardstick(profile, on))
    if manuscript.language and not manuscript.language.lower().startswith("en"):
        return tuple(_foreign(tell))
    text = heard(manuscript, names)
    found = [
        *_stale(tell, profile, on),
        *_balanced(tell, text),
        *(_phrase(tell, hit) for hit in text.own if not hit.category.whole),
        *_class(tell, profile, communication(text.own, text.sentences)),
        *_quoted(tell, text),
        *_picked(tell, text, on),
        *_omitted(tell, text),
    ]
    return tuple(sorted(found, key=lambda one: (one.place.line, one.place.column, one.code)))


def declared(manuscript: Manuscript, names: Collection[str] = ()) -> Communication:
    """What a text is by its own words, and which of the author's words make it so."""
    text = heard(manuscript, names)
    return communication(text.own, text.sentences)


def _phrase(tell: Teller, hit: Hit) -> Finding:
    category = hit.category
    severity = category.severity.get(hit.phrase.strength, "info")
    message = (hit.phrase.says or category.says).format(words=hit.words)
    span, part = (hit.start, hit.end), hit.sentence.part
    return tell.finding(
        category.code, hit.phrase.strength, severity, part, span, message, category.suggests, category.house
    )


def _class(tell: Teller, profile: Profile, piece: Communication) -> Iterator[Finding]:
    """One finding, at the first word, where a piece is more than its publisher says."""
    if piece.offer and profile.communication == "commentary":
        part, start = piece.offer.part, piece.offer.start
        yield tell.note(
            "wording-promotion", "info", part, (start, start + len(piece.offer.words.rstrip())),
            "the author offers services, which makes this a promotion; it is published as a commentary",
            "Leave the offer out, or publish the piece as a promotion.",
            house_rule("An offer of services turns a commentary into a promotion"),
        )  # fmt: skip
    if not piece.triggers or profile.communication == "recommendation":
        return
    first, category = piece.triggers[0], piece.triggers[0].category
    lines = sorted({hit.sentence.part.place("", hit.start).line for hit in piece.triggers})
    count, where = len(piece.triggers), ", ".join(map(str, lines))
    many = (
        f"{count} such words of the author, line{'s' * (len(lines) > 1)} {where}" if count > 1 else "the only such word"
    )
    message = (
        f"“{first.words}” recommends ({many}): this is a recommendation, "
        f"and it is published as a {profile.communication}"
    )
    part, span = first.sentence.part, (first.start, first.end)
    severity = category.severity["hard"]
    yield tell.finding(category.code, "hard", severity, part, span, message, category.suggests, category.house)


def _quoted(tell: Teller, text: Heard) -> Iterator[Finding]:
    """One note for each quote; block quotes that follow one another are one."""
    parts = tell.manuscript.parts
    numbers = {id(part): number for number, part in enumerate(parts)}
    told: set[tuple[int, int]] = set()
    for hit in text.spoken:
        part = hit.sentence.part
        number, speech = numbers[id(part)], -1
        if part.voice == "quote":
            while number and parts[number - 1].voice == "quote":
                number -= 1
        else:
            speech = next(i for i, one in enumerate(part.speech) if one.start <= hit.start < one.end)
        if (number, speech) not in told:
            told.add((number, speech))
            yield tell.note(
                "quote-strong", "info", part, (hit.start, hit.end),
                f"the quote makes a strong claim (“{hit.words}”)",
                "Print who said it, where and when, and set a risk or another view beside it.",
                house_rule("Somebody else's strong words stand with their source and a counterweight"),
            )  # fmt: skip


def _balanced(tell: Teller, text: Heard) -> Iterator[Finding]:
    weighed = balance(text.sentences)
    if weighed.leans:
        severity = tell.yardstick.severity("balance", "soft" if weighed.risks else "hard", "warning")
        risks = f"{weighed.risks} of what can be lost" if weighed.risks else "none of what can be lost"
        message = f"{len(weighed.benefits)} sentences speak of what can be gained, {risks}"
        hint = "Say what could go wrong, in a section of its own or beside each benefit."
        rule = tell.rule("balance", "Where benefits stand, risks stand too")
        yield tell.whole("wording-balance", severity, message, weighed.benefits[0].words.strip(), hint, rule)


def _picked(tell: Teller, text: Heard, on: date) -> Iterator[Finding]:
    if standard({part.heads for part in tell.manuscript.parts if part.heads}):
        return
    for one in text.sentences:
        found = next(windows(one.plain, on), None) if one.part.voice == "author" else None
        if found and not one.part.spoken(one.start + found.start):
            span = (one.start + found.start, one.start + found.end)
            yield tell.finding(
                "window", "soft", "warning", one.part, span,
                f"“{one.part.text[slice(*span)]}” looks like a period chosen with hindsight",
                "Give a standard period beside it: week, month, quarter or year to date, 1, 3, 5 or 10 years.",
                "Periods are standard ones, or stand beside one",
            )  # fmt: skip


def _omitted(tell: Teller, text: Heard) -> Iterator[Finding]:
    for one, found in omissions(tell.manuscript, text.sentences, text.names):
        span = (one.start + found.start, one.start + found.end)
        if one.part.voice == "author" and not one.part.spoken(span[0]):
            yield tell.finding(
                "selective", "soft", "warning", one.part, span,
                f"the comparison leaves out the nearest of the piece's own table: {found.name} ({found.change:+g}%)",
                f"Name {found.name} too, or say against which indexes and why.",
                "A comparison does not leave out the nearest",
            )  # fmt: skip


def _foreign(tell: Teller) -> Iterator[Finding]:
    language = tell.manuscript.language
    message = f"the text is in another language ({language}), and only English wording is read"
    hint = "Have somebody who knows the language and the rules go through it."
    yield tell.whole("wording-language", "warning", message, language, hint, house_rule("What was not read is said"))


def _stale(tell: Teller, profile: Profile, on: date) -> Iterator[Finding]:
    for pack in packs_for(profile):
        if pack.stale(on):
            message = f"the rules on wording for {pack.title} were last reviewed on {pack.last_reviewed}"
            hint = "Update reportgen, or have somebody who knows the rules go through the text."
            rule = house_rule("Rules are gone through every twelve months")
            yield tell.whole("pack-stale", "warning", message, pack.id, hint, rule)
