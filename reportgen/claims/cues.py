"""Readers with what gives their claims away: a sentence without it is not shown to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reportgen.claims.nouns import Claim
from reportgen.claims.sentence import Sentence

Read = Callable[[Sentence, set[int]], Iterator[Claim]]


@dataclass(frozen=True, slots=True)
class Reader:
    """A verb that finds claims in a sentence, among the mentions that no other has taken; `groups` are sets of tags and
    words in small letters, of each of which a sentence has one if there is anything to find.
    """

    read: Read
    groups: tuple[frozenset[str], ...]

    def __call__(self, sentence: Sentence, taken: set[int]) -> Iterator[Claim]:
        """The claims that it finds; `taken` grows by the mentions that they use."""
        return self.read(sentence, taken)


class Panel:
    """Readers in the order in which they are asked, with a bit for each group of each, so that whom a sentence concerns
    is told from all its signs at once.
    """

    def __init__(self, readers: Iterable[Reader]) -> None:
        self._of_sign: dict[str, int] = {}
        self._needs: list[tuple[Reader, int]] = []
        bit = 1
        for reader in readers:
            need = 0
            for group in reader.groups:
                need |= bit
                for sign in group:
                    self._of_sign[sign] = self._of_sign.get(sign, 0) | bit
                bit <<= 1
            self._needs.append((reader, need))

    def concerned(self, signs: Iterable[str]) -> list[Reader]:
        """The readers for which a sentence of these tags and words may have something."""
        met = 0
        for sign in signs:
            met |= self._of_sign.get(sign, 0)
        return [reader for reader, need in self._needs if met & need == need]


def cued(*groups: str) -> Callable[[Read], Reader]:
    """A reader of sentences with one tag or word of each group, these told with blanks between: `cued("led trailed", "Q")`."""
    return lambda read: Reader(read, tuple(frozenset(group.split()) for group in groups))
