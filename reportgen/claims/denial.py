"""Whether a statement is made at all: not where it is denied, only possible, or a condition."""

from __future__ import annotations

from reportgen.claims.sentence import Sentence


def denied(sentence: Sentence, i: int, verb: int) -> bool:
    """Whether the statement at `i` is denied, only possible, or a condition: then nothing is claimed."""
    tags = sentence.tags
    begin, end = sentence.clause(i)
    if "i" in tags[:i] or "?" in tags or any(m.low == "neither" for m in sentence.mentions[begin:i]):
        return True
    at = verb if 0 <= verb < i else i
    ahead = tags[begin:at]
    if "n" in ahead[-4:] and not any(t in "QL,N" for t in ahead[ahead.rindex("n") :]):
        return True
    if "m" in ahead[-4:] or ("m" in ahead and "," not in ahead[ahead.rindex("m") :]):
        return True
    if (
        "m" in tags[i + 1 : min(i + 4, end)]
        and tags[i] in "QL"
        and all(t in "UDxm" for t in tags[i + 1 : tags.index("m", i + 1)])
    ):
        return True
    # "is expected to rise by 5%": the modal may stand before the clause's own beginning, behind "that" or "as".
    return at > 0 and tags[max(0, at - 2) : at].startswith("m")
