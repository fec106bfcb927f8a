"""The words by which a text says who speaks, when it was said, what is expected, and who published a number."""

from __future__ import annotations

import re

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH = "|".join(MONTHS)

NAME = (
    r"(?:[A-Z][\w’'-]*[a-z][\w’'-]*|[A-Z]\.)(?: (?:de|da|van|von|der|den|la|le|di|al|bin|[A-Z]\.))*"
    r"(?: [A-Z][\w’'-]*[a-z][\w’'-]*){0,3}"
)
FIRM_NAME = r"[A-Z][\w.&’'-]*(?: (?:&|of|[A-Z][\w.&’'-]*))*"
SAY = r"(?:said|says|wrote|writes|added|adds|argued|argues|noted|notes|explained|explains|warned|warns|observed|put it)"
ROLE = (
    r"(?:strategists?|economists?|analysts?|managers?|heads?|chiefs?|chair(?:man|woman)?|president|director|partner"
    r"|founder|officer|CEO|CIO|CFO|governor|secretary|professor|investor|trader|author|spokes(?:man|woman|person))"
)
SPEAKERS = (
    re.compile(rf"\b{SAY} (?:[a-z]+ )?(?P<name>{NAME})"),
    re.compile(
        rf"(?P<name>{NAME})(?:,[^,“”]{{2,90}},| (?:of|at|from|with) (?:the )?{FIRM_NAME})?"
        rf" (?:also |has |had |once )?(?:{SAY}|told|put|captured|described)\b"
    ),
    re.compile(rf"\b{ROLE} (?P<name>{NAME})"),
    re.compile(rf"\b[Aa]ccording to (?P<name>{NAME})"),
)
FIRM = re.compile(rf"\b{ROLE}\b[^.;“”]{{0,90}}?\b(?:at|of|for|with|from) (?:the )?(?P<firm>{FIRM_NAME})")
FIRM_OF = re.compile(
    rf"(?:\b{SAY} (?:[a-z]+ )?|(?<=[,;] )|^\W*)(?P<who>{NAME}) (?:of|at|from|with) (?:the )?(?P<firm>{FIRM_NAME})"
)
"""A speaker with a firm and without an office: "said Jane Roe of UBS", "Jane Roe of UBS told"."""
FIRM_BEFORE = re.compile(
    rf"(?P<firm>[A-Z][\w.&’'-]*(?: (?:&|[A-Z][\w.&’'-]*))*?)(?:’s|'s)? (?:[a-z-]+ ){{0,3}}{ROLE}\b"
)
NOBODY = frozenset((
    "he", "she", "it", "they", "we", "i", "you", "the", "a", "an", "this", "that", "these", "those", "who", "but",
    "and", "in", "on", "at", "as", "for", "if", "one", "both", "another", "other", "some", "many", "most", "what",
    "when", "while", "after", "before", "still", "yet", "wall", "street", "u.s", "us", "america", "europe", "asia",
    "china", "japan", "germany", *(day.casefold() for day in WEEKDAYS), *(month.casefold() for month in MONTHS),
))  # fmt: skip
"""Words with a capital that name nobody."""
SUFFIXES = frozenset((
    "inc", "co", "corp", "company", "group", "plc", "llc", "ltd", "bank", "holdings", "ag", "sa", "nv", "chase", "the",
    "and", "of", "securities",
))  # fmt: skip
"""Words that a firm's name may bear or not."""
BESIDE = SUFFIXES | frozenset((
    "in", "on", "at", "to", "from", "by", "via", "with", "as", "a", "an", "for", "citing", "quoted", "reported",
    "told", "said", "note", "clients", "interview",
))  # fmt: skip
"""Small words of a credit line that no record need hold."""

WHEN = re.compile(
    rf"\b(?:{MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?(?= \d)|(?:19|20)\d\d|\d{{4}}-\d\d-\d\d"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|this (?:week|month|morning)|last (?:week|month))\b"
)
RECENT = re.compile(r"\brecent(?:ly)?\b|\bnot long ago\b|\bearlier\b")
SAID_IN = re.compile(
    r"\b(?:note|report|interview|letter|memo|wrote|said|told|speaking|outlook)\b[^.;“”]{0,40}?"
    rf"\b(?:in|on|of|from|dated) (?:(?:early|mid|late)[ -])?(?P<month>{MONTH})\b"
)
OUTLET = re.compile(
    r"\b(?:told|interview(?:ed)? (?:with|by|on)|reported by|quoted by|citing|published (?:in|by)|appeared in|in The "
    r"|in the [A-Z]|statement|press release|earnings call|testimony|speech|transcript|news conference)\b"
)
LINK = re.compile(r"https?://|www\.|\[\d+\]|\ufffc")
"""An address, the call of a note, or the mark that stands for an address in a text as read."""

UP = re.compile(
    r"\b(?:best|bull(?:ish)?|overweight|upside|rall(?:y|ies)|outperform\w*|attractive|opportunit\w+|optimis\w+"
    r"|strong\w*|cheap|undervalued|recover\w*|buy|tailwinds?|record|gains?|accelerat\w+|confident|positive|higher)\b",
    re.IGNORECASE,
)
DOWN = re.compile(
    r"\b(?:bear(?:ish)?|underweight|downside|risk\w*|recession\w*|cauti\w+|worr\w+|weak\w*|expensive|overvalued"
    r"|bubble|headwinds?|sell|losses|fear\w*|concern\w*|pessimis\w+|negative|slow(?:s|ing|down|er)?|fragile|danger\w*"
    r"|lower|doubt\w*)\b",
    re.IGNORECASE,
)
SOUGHT = re.compile(
    r"\b(?:dissent\w*|other side|opposing views?|no other view|none was sought|disagree\w*|skeptic\w*)\b", re.IGNORECASE
)
NEGATION = re.compile(r"n't$|^(?:not|no|never|nor|neither|without|hardly|unless)$")

AHEAD = re.compile(
    r"\b(?:expect\w*|forecast\w*|estimat\w*|project(?:s|ed|ing|ions?)|predict\w*|anticipat\w*|sees?|seen|outlook"
    r"|consensus|guidance|target\w*|could|may|might|would|likely|if|believes?|thinks?|calls? for|pencil\w*|view|opinion"
    r"|according to|argues?)\b",
    re.IGNORECASE,
)
"""Words that label what is not a fact yet."""
EXPECTS = re.compile(
    rf"(?P<who>{FIRM_NAME}),? (?:(?:now|still|also|has) )?"
    r"(?:expects|estimates|forecasts|projects|sees|predicts|puts|reckons|anticipates)\b"
)
