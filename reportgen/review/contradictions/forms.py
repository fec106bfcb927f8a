"""How sentences set points, percent and level of one move side by side, and the change of a yield beside its ends."""

from __future__ import annotations

import re

NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,7})(?:\.\d{1,6})?"
SIGN = r"[+−-]?"
PERCENT = r"(?:%| percent| per cent)"
HEDGED = r"(?:(?P<hedge>about|around|roughly|nearly|almost|some|more than|less than|over|under|approximately) )?"
OR = rf"(?:,? or {HEDGED}| \({SIGN})"
POINTS = rf"(?P<points>{NUMBER})(?: points| pts)"
BARE = rf"(?P<points>{NUMBER})(?: points| pts)?"
SHARE = rf"(?P<percent>{NUMBER}){PERCENT}"
LEVEL = rf"(?P<level>{NUMBER})(?![\d%]| ?percent| points)"
LEAD = rf"(?P<lead>\b[a-z]{{1,15}}(?: [a-z]{{1,15}})? {SIGN})"
TO = (
    r",? (?:to (?:a (?:new )?record (?:close |high )?(?:of |at )?)?|at "
    r"|(?:and|to) (?:clos|end|finish|settl)(?:e|ed|ing|es|s)? (?:\w{1,12} )?at |(?:clos|end|finish|settl)ing at )"
)
BACK = r"(?P<lead>up|down|a (?:gain|rise|loss|drop|decline) of|gaining|losing|rising|falling)"
MOVES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # "rose 52.31 points, or 0.8%, to 6,966.28"; "gained 52.31, or 0.8%, to"; "rose 52.31 points (0.8%) to"
        rf"{LEAD}{BARE}{OR}{SHARE}\)?{TO}{LEVEL}",
        # "rose 0.8%, or 52.31 points, to 6,966.28"; "rose 0.8% (52.31 points) to"
        rf"{LEAD}{SHARE}{OR}{POINTS}\)?{TO}{LEVEL}",
        # "closed at 6,966.28, up 52.31 points, or 0.8%"; "at 6,966.28, up 0.8%, or 52.31 points"
        rf"\b(?:at|to) (?P<level>{NUMBER}),? (?:for )?{BACK} {BARE}{OR}{SHARE}",
        rf"\b(?:at|to) (?P<level>{NUMBER}),? (?:for )?{BACK} {SHARE}{OR}{POINTS}",
    )
)
DOWN = re.compile(
    r"\b(?:f[ae]ll\w*|drop\w*|los[tes]\w*|declin\w*|slid\w*|slip\w*|down|shed\w*|tumbl\w*|sank|eas\w+|dip\w*|retreat\w*|"
    r"plung\w*|gave (?:up|back)|lower|slump\w*|decrease\w*|a loss|losing)\b|[−-]$",
    re.I,
)
UP = re.compile(
    r"\b(?:r[io]se\w*|rising|gain\w*|climb\w*|add\w*|up|advanc\w*|jump\w*|surg\w*|rall\w+|higher|increas\w*|soar\w*|leap\w*|"
    r"ticked|edged|tacked)\b|\+$",
    re.I,
)
CHANGED = r"(?P<way>rose|fell|climbed|slipped|added|gained|lost|eased|dropped|jumped|up|down)"
BASIS = rf"(?P<points>{NUMBER}) (?:basis points|bps?)\b"
YIELDS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # "from 4.12% to 4.18%, up 6 basis points"
        rf"\bfrom (?P<base>{NUMBER})% (?:\w{{1,12}} (?:\w{{1,12}} )?)?to (?P<level>{NUMBER})%,? (?:or )?"
        rf"(?:\(|a (?:rise|gain|drop|decline|fall|move|increase) of )?(?P<way>up |down |{SIGN}){BASIS}",
        # "rose 6 basis points to 4.18% from 4.12%", "up 6 basis points from 4.12% to 4.18%"
        rf"\b{CHANGED} (?:by )?{BASIS},? to (?P<level>{NUMBER})%,? from (?P<base>{NUMBER})%",
        rf"\b{CHANGED} (?:by )?{BASIS},? from (?P<base>{NUMBER})% to (?P<level>{NUMBER})%",
    )
)


def direction(words: str) -> int:
    """-1 where the last word of direction says down, else 1."""
    down, up = (max((one.start() for one in pattern.finditer(words)), default=-1) for pattern in (DOWN, UP))
    return -1 if down > up else 1
