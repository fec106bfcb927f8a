"""Rule packs: what regulations ask of wording, as dated files. Only a rule whose text was read bears on a finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from reportgen.model import Profile
from reportgen.wording.phrases import Severity, Strength

ORDER: tuple[Severity, ...] = ("info", "warning", "error")
HOME = {"us_ria": "us-adviser", "us_bd": "us-broker-dealer", "uk_firm": "uk", "eu_firm": "eu", "ca_dealer": "canada",
        "au_afsl": "australia"}  # fmt: skip
PLACES = {"UK": "uk", "EU": "eu", "CA": "canada", "AU": "australia"}
PACKS = ("us-independent", "us-adviser", "us-broker-dealer", "uk", "eu", "canada", "australia")


@dataclass(frozen=True)
class Rule:
    """One rule: what it demands, which categories it bears on, and how grave it makes each strength of them.

    `read` says whether its text was read, on `last_reviewed`, at `source`; `effective_from` stands where it is known.
    It bears on `kinds` of publishers and on an `audience` only, where they are given.
    """

    id: str
    cite: str
    title: str
    demands: str
    categories: tuple[str, ...]
    severity: Mapping[Strength, Severity]
    read: bool
    last_reviewed: date
    source: str = ""
    effective_from: date | None = None
    kinds: tuple[str, ...] = ()
    audience: str = ""

    def bears(self, profile: Profile, on: date) -> bool:
        """Whether it is to be reckoned with: read, in force on the day, and meant for such a publisher."""
        return (
            self.read
            and (self.effective_from is None or self.effective_from <= on)
            and (not self.kinds or profile.kind in self.kinds)
            and self.audience in ("", profile.audience)
        )

    @property
    def told(self) -> str:
        """As a finding names it."""
        return f"{self.cite}, reviewed {self.last_reviewed}"


@dataclass(frozen=True)
class Pending:
    """A change that is under way: what it would alter, and how it stood on a day."""

    cite: str
    what: str
    status: str
    as_of: date


@dataclass(frozen=True)
class Pack:
    """The rules of one sort of publisher in one place, gone through together on `last_reviewed`."""

    id: str
    title: str
    last_reviewed: date
    rules: tuple[Rule, ...]
    pending: tuple[Pending, ...] = ()

    def stale(self, on: date) -> bool:
        """Whether more than twelve months lie between its review and the day."""
        reviewed = self.last_reviewed
        leap = reviewed.month == 2 and reviewed.day == 29
        return on > (
            reviewed.replace(year=reviewed.year + 1, day=28) if leap else reviewed.replace(year=reviewed.year + 1)
        )


def packs_for(profile: Profile) -> tuple[Pack, ...]:
    """The packs that follow from who publishes and where, the publisher's own first."""
    names = [HOME[profile.kind]] if profile.kind in HOME else []
    for place in profile.jurisdictions:
        names += (
            [PLACES[place]] if place in PLACES else [] if profile.kind in ("us_ria", "us_bd") else ["us-independent"]
        )
    return tuple(pack(name) for name in dict.fromkeys(names))


@cache
def pack(name: str) -> Pack:
    """One of PACKS by its name."""
    import yaml

    text = files(__package__).joinpath("packs", f"{name}.yaml").read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    rules = tuple(_rule(one) for one in raw["rules"])
    pending = tuple(Pending(**one) for one in raw.get("pending", ()))
    return Pack(raw["id"], raw["title"], raw["last_reviewed"], rules, pending)


def _rule(raw: Mapping[str, Any]) -> Rule:
    lists: dict[str, Any] = {key: tuple(raw[key]) for key in ("categories", "kinds") if key in raw}
    return Rule(**{**raw, **lists})


@dataclass(frozen=True)
class Yardstick:
    """What a profile's packs make of a category on a day."""

    rules: tuple[Rule, ...]

    def severity(self, category: str, strength: Strength, house: Severity) -> Severity:
        """The gravest of what the house and the rules say: a pack never makes a finding lighter."""
        found = [
            rule.severity[strength] for rule in self.rules if category in rule.categories and strength in rule.severity
        ]
        return max([house, *found], key=ORDER.index)

    def cite(self, category: str, house: str) -> str:
        """The rules that a finding of the category supports, or the rule of the house where no rule was read."""
        return "; ".join(rule.told for rule in self.rules if category in rule.categories) or house


def yardstick(profile: Profile, on: date) -> Yardstick:
    """The rules that bear on a publisher's texts of a day."""
    return Yardstick(tuple(rule for one in packs_for(profile) for rule in one.rules if rule.bears(profile, on)))
