"""No text keeps the reader of claims busy for long: a sentence that never ends is read in pieces."""

import gc
import time

import pytest

from reportgen.claims import claims, names
from reportgen.claims.atoms import LIMIT, sentences
from reportgen.model import Instrument
from reportgen.reading import Manuscript, manuscript

NAMES = names({"sp_500": Instrument("^GSPC", "S&P 500", "S&P 500", "index", "UTC", 2, "USD")})
BOMBS = {
    "ranges": "1.1% to 2.2% to 3.3% from ",
    "rates": "from 4.25%-4.50% ",
    "names": "the S&P 500, ",
    "thin spaces": "S&P 500 rose 1\u2009234.5\u2009% ",
    "full-width digits": "\uff11.\uff12\uff05 ",
    "minus signs": "\u22121.2% ",
    "quotes": "“‘“",
    "brackets": "((((",
    "one word": "aaaaaaaa",
    "digits": "9999999999",
    "repeats": "(a+)+$ ",
    "since": "highest close since May ",
    "runs": "third straight ",
    "joined": "and ",
    "abbreviations": "U.S. ",
    "stops": "... ",
}


@pytest.mark.parametrize("piece", BOMBS.values(), ids=BOMBS.keys())
def test_time_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    """Four times the text takes about four times as long; the square would take sixteen times."""
    short, long = (_seconds(piece * (size // len(piece))) for size in (6_000, 24_000))
    assert long < 10 * short + 0.2


def _seconds(text: str) -> float:
    """The quicker of two readings, with the collector of garbage (which sweeps all tests' objects) at rest."""
    read = manuscript(text, "bomb.md", "markdown")
    gc.disable()
    try:
        return min(_reading(read), _reading(read))
    finally:
        gc.enable()


def _reading(read: Manuscript) -> float:
    begun = time.process_time()
    claims(read, NAMES)
    return time.process_time() - begun


@pytest.mark.parametrize("piece", BOMBS.values(), ids=BOMBS.keys())
def test_pieces_cover_the_text(piece: str) -> None:
    """What is cut is read to its end, in order, and no piece is longer than the limit."""
    text = piece * (9_000 // len(piece))
    cut = sentences(text)
    assert all(0 < end - begin <= LIMIT for begin, end in cut)
    assert [begin for begin, _ in cut[1:]] == [end for _, end in cut[:-1]]
    assert cut[0][0] == 0
    assert not text[cut[-1][1] :].strip()


def test_a_long_sentence_of_prose_is_one() -> None:
    """A sentence as people write them is never cut."""
    text = (
        "The S&P 500 rose 1.2%, " + "while traders waited for news from the Federal Reserve, " * 15 + "and then fell."
    )
    assert len(sentences(text)) == 1
