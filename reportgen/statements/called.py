"""What calls for a disclosure, and which of the library then stand: by who publishes, and where it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportgen.model import Place, Profile
from reportgen.reference import Wording, wordings
from reportgen.reference.library import Level


@dataclass(frozen=True)
class Call:
    """What in a text calls for a disclosure: a few words, and where they stand; `end_column` is behind the last."""

    because: str
    place: Place
    end_column: int = 0


@dataclass(frozen=True)
class Wanted:
    """A disclosure that a text calls for, and how strongly it is wanted of this publisher."""

    wording: Wording
    call: Call
    level: Level

    @property
    def id(self) -> str:
        """The disclosure's id."""
        return self.wording.id

    @property
    def title(self) -> str:
        """The disclosure's title."""
        return self.wording.title

    @property
    def because(self) -> str:
        """The words that call for it."""
        return self.call.because

    @property
    def place(self) -> Place:
        """Where they stand."""
        return self.call.place


def chosen(calls: Mapping[str, Call], profile: Profile) -> tuple[Wanted, ...]:
    """The disclosures whose triggers have a call, in the library's order, without those replaced."""
    fit = [one for one in wordings() if one.trigger in calls and applies(one, profile)]
    replaced = {id for one in fit for id in one.replaces}
    return tuple(Wanted(one, calls[one.trigger], level(one, profile)) for one in fit if one.id not in replaced)


def applies(one: Wording, profile: Profile) -> bool:
    """Whether a disclosure is for this kind of publisher, and for a place where the text is read."""
    return _among(profile.kind, one.kinds) and (not one.jurisdictions or _any(profile.jurisdictions, one.jurisdictions))


def level(one: Wording, profile: Profile) -> Level:
    """How strongly it is wanted of this publisher."""
    strict = _any((profile.kind, *profile.jurisdictions), one.must_for)
    return "must" if strict else one.level


def _among(one: str, some: Iterable[str]) -> bool:
    return not some or one in some


def _any(one: Iterable[str], other: Iterable[str]) -> bool:
    return not set(one).isdisjoint(other)
