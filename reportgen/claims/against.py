"""With what a comparison holds its subject: the names that follow, and the number told of them."""

from __future__ import annotations

from reportgen.claims.bearing import anaphor, of_group
from reportgen.claims.sentence import Sentence


def behind_figure(sentence: Sentence, j: int) -> int:
    """Behind the figure of the other one: "beat the 6.3% of the S&P 500", "smaller than the 0.8% gain of the Dow"."""
    tags = sentence.tags
    if tags[j : j + 1] != "Q" or "Q" not in tags[: j - 1]:
        return j
    k = j + 1
    while tags[k : k + 1] and (tags[k] in "UDxd" or tags[k : k + 2] == "zb") and k < j + 4:
        k += 1
    return k + 1 if tags[k : k + 2] in ("oN", "rN", "bN") else j


def tag_behind(sentence: Sentence, j: int) -> str:
    """The tag of what a comparison at `j` holds its subject against."""
    tags, row = sentence.tags, sentence.mentions
    j = behind_figure(sentence, j)
    while tags[j : j + 1] and (
        (tags[j] == "B" and tags[j + 1 : j + 2] == "N")
        or (
            tags[j] == "x"
            and row[j].value in ("larger", "broader", "other", "both", "either", "any", "its", "those", "that", "even")
        )
        or (tags[j] in "ro" and row[j - 1].low in ("those", "that", "any", "either", "losses", "gains"))
    ):
        j += 1
    if tags[j : j + 1] == "x" and str(row[j].value) in ("did", "was", "does"):
        j += 1
    return tags[j : j + 1] or " "


def names_behind(sentence: Sentence, j: int) -> tuple[tuple[str, ...], int]:
    """The names that follow in a list, and the mention of the last one."""
    tags, row = sentence.tags, sentence.mentions
    found: list[str] = []
    last = -1
    while j < len(tags):
        tag = tags[j]
        named = tag in "NBT"
        if tag == "N":
            found.append(row[j].value)
            last = j
        elif tag == "B" and tags[j + 1 : j + 2] != "N":
            found += of_group(sentence, row[j].value, j)
            last = j
        elif tag == "T":
            keys = anaphor(sentence, row[j].value, j)
            found += keys[:1]
            last = j
        elif (tag in "a," and tags[j + 1 : j + 2] in ("N", "a", "T")) or tag == "B" or (tag in "xro" and last < 0):
            pass
        else:
            break
        j += 1
        if not named or not found:
            continue
        if (beyond := _valued(sentence, j)) > j:
            j = beyond
            continue
        if tags[j : j + 1] not in ("a", ","):
            break
        if tags[j : j + 1] and not (tags[j + 1 : j + 2] == "N" or tags[j : j + 3] in (",aN",)):
            break
        if _clausal(sentence, j):
            break
    return tuple(dict.fromkeys(found)), last


def _valued(sentence: Sentence, j: int) -> int:
    """Behind the figure of one of several others: "the S&P 500's 0.4% or the Nasdaq 100's 1.4%"."""
    tags = sentence.tags
    k = j
    while tags[k : k + 1] in ("Q", "U", "D") and k < j + 3:
        k += 1
    return k if k > j and tags[j] == "Q" and tags[k : k + 2] == "aN" and tags[k + 2 : k + 3] == "Q" else j


def _clausal(sentence: Sentence, j: int) -> bool:
    """Whether a clause of its own begins at the comma or "and" at `j`."""
    return any(begin == j for begin, _ in sentence.clauses)
