"""The records desk against its definitions, spelt out close by close in whole fractions."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from reportgen.measure.records import history, milestones
from reportgen.model import Close

RUNS = {"day": 4, "week": 3}
ENDED = {"day": 5, "week": 3}
PAST = {"day": (10, 20), "week": (5, 8, 10, 13)}


def priced(levels):
    return {day: Close(day, float(level), "The Exchange") for day, level in levels.items()}


class Told:
    """What stands at the end of a week, by definition: {(kind, period, unit): what is said of it}."""

    def __init__(self, closes, calendar, *, wait, points=True, percent=True, record=None, whole=False):
        run = []
        for session in reversed(calendar):
            if session not in closes:
                break
            run.insert(0, (session, Fraction(repr(closes[session].level))))
        self.sessions, self.levels = [s for s, _ in run], [level for _, level in run]
        self.n, self.wait, self.record = len(run), wait, record
        self.whole = whole and bool(run) and min(closes) == self.sessions[0]
        self.items = {}
        if not run:
            return
        self.units = ["fraction"] if percent and min(self.levels) > 0 else []
        self.units += ["points"] if points else []
        week = [s.isocalendar()[:2] for s in self.sessions]
        self.ends = [i for i in range(self.n) if i == self.n - 1 or week[i] != week[i + 1]]
        self.week = [i for i in range(self.n) if week[i] == week[-1]]
        self.records_of_levels()
        self.round()
        if self.units:
            for period, at in (("day", list(range(self.n))), ("week", self.ends)):
                self.changes(period, at)
                self.runs(period, at)
                self.past(period, at)
            self.start()

    def put(self, kind, period, unit, value, since=None, *, on=None, least=0, whole=None, **more):
        on = self.n - 1 if on is None else on
        rarity = self.n if since is None else self.n - 1 - since
        if rarity < least:
            return
        self.items[kind, period, unit] = {
            "value": float(value),
            "on": self.sessions[on],
            "since": None if since is None else self.sessions[since],
            "rarity": rarity,
            "whole": self.whole if whole is None else whole,
            "count": 0,
            "of": 0,
            "since_count": None,
            "sessions": (),
            "companion": False,
            **more,
        }

    def is_record(self, i):
        cited = self.record
        if cited and cited.session < self.sessions[i] and self.levels[i] <= Fraction(repr(cited.level)):
            return False
        return i > 0 and all(self.levels[j] < self.levels[i] for j in range(i))

    def proved(self, before):
        """The cited record is of the history, before that session, and no close up to it is higher."""
        cited = self.record
        if self.whole or not cited or not self.sessions[0] <= cited.session < self.sessions[before]:
            return self.whole
        level = Fraction(repr(cited.level))
        return all(x <= level for s, x in zip(self.sessions, self.levels, strict=True) if s <= cited.session)

    def records_of_levels(self):
        last = self.levels[-1]
        records = [i for i in self.week if self.is_record(i)]
        lows = [i for i in self.week if i and all(self.levels[j] > self.levels[i] for j in range(i))]
        if records and self.n >= self.wait:
            on, days = records[-1], tuple(self.sessions[i] for i in records)
            said = {"on": on, "sessions": days}
            self.put("record_close", "", "level", self.levels[on], whole=self.proved(on), **said)
            year = [i for i in range(self.n) if self.sessions[i].year == self.sessions[on].year]
            if year[0] > 0:
                count = sum(self.is_record(i) for i in year if i <= on)
                proved = self.proved(year[0])
                self.put(
                    "record_of_year",
                    "year",
                    "level",
                    self.levels[on],
                    whole=proved,
                    count=count,
                    companion=True,
                    **said,
                )
        else:
            since = max((i for i in range(self.n - 1) if self.levels[i] >= last), default=None)
            self.put("highest_close", "", "level", last, since, least=self.wait)
        if lows and self.n >= self.wait:
            days = tuple(self.sessions[i] for i in lows)
            self.put("record_low", "", "level", self.levels[lows[-1]], on=lows[-1], sessions=days)
        else:
            since = max((i for i in range(self.n - 1) if self.levels[i] <= last), default=None)
            self.put("lowest_close", "", "level", last, since, least=self.wait)

    def round(self):
        if self.week[0] == 0:
            return
        base, end = self.levels[self.week[0] - 1], self.levels[-1]
        if min(base, end) <= 0:
            return
        power = Fraction(1)
        while power * 10 <= max(base, end):
            power *= 10
        while power > max(base, end):
            power /= 10
        for size in (power, power / 2, power / 10):
            multiples = [size * i for i in range(1, 101) if min(base, end) <= size * i <= max(base, end)]
            above = [x for x in multiples if base <= x < end]
            below = [x for x in multiples if base >= x > end]
            if above or below:
                break
        else:
            return
        if above:
            kind, level = "above", max(above)
            like = [i for i in range(self.week[0]) if self.levels[i] > level]
            moot = ("record_close", "", "level") in self.items
        else:
            kind, level = "below", min(below)
            like = [i for i in range(self.week[0]) if self.levels[i] < level]
            moot = ("record_low", "", "level") in self.items
        if not (moot and like):
            self.put(kind, "", "level", level, max(like, default=None), least=self.wait)

    def size(self, base, end, unit):
        change = self.levels[end] - self.levels[base]
        return change / self.levels[base] if unit == "fraction" else change

    def largest(self, at, count, unit):
        """The change over the last `count` steps, and the index of the last that was as large; None for no change."""
        if len(at) <= count:
            return None
        ours = self.size(at[-1 - count], at[-1], unit)
        spans = [(at[i], self.size(at[i - count], at[i], unit)) for i in range(count, len(at) - 1)]
        like = [i for i, x in spans if (x >= ours > 0) or (x <= ours < 0)]
        return (ours, max(like, default=None)) if ours else None

    def changes(self, period, at):
        chosen = [1]
        if period == "week" and self.largest(at, 1, self.units[0]):
            ours, since = self.largest(at, 1, self.units[0])
            rarest = max(self.waited(since), self.wait - 1)
            longest = 0
            for count in sorted({2, 3, 4, max(2, self.run(at, len(at) - 1)[0])}):
                several = self.largest(at, count, self.units[0])
                if several and several[0] * ours > 0 and self.waited(several[1]) > rarest:
                    rarest, longest = self.waited(several[1]), count
            chosen += [longest] if longest else []
        for count in chosen:
            cap, first = self.n, False
            for unit in self.units:
                found = self.largest(at, count, unit)
                if not found:
                    continue
                value, since = found
                cap = min(cap, self.waited(since))
                kind = "gain" if value > 0 else "loss"
                name = period if count == 1 else f"{period}s"
                self.put(
                    kind, name, unit, value, since, least=self.wait, count=count,
                    companion=first is not False and first == since,
                )  # fmt: skip
                if (kind, name, unit) in self.items:
                    self.items[kind, name, unit]["rarity"] = cap
                    first = since if first is False else first

    def waited(self, since):
        return self.n if since is None else self.n - 1 - since

    def run(self, at, end):
        """The length of the run of gains or losses that ends at step `end`, and its direction."""
        signs = [0] + [(x > 0) - (x < 0) for x in (self.size(at[i - 1], at[i], "points") for i in range(1, len(at)))]
        if end < 1 or not signs[end]:
            return 0, 0
        length = 0
        while signs[end - length] == signs[end]:
            length += 1
        return length, signs[end]

    def runs(self, period, at):
        last = len(at) - 1
        length, way = self.run(at, last)
        if length >= RUNS[period] and length < last:
            self.put_run("winning_streak" if way > 0 else "losing_streak", period, at, last, last, length, way)
        ended = []
        for on in [i for i in range(1, len(at)) if at[i] in self.week]:
            length, way = self.run(at, on - 1)
            if ENDED[period] <= length < on - 1 and self.run(at, on)[1] != way:
                ended.append((length, on, way))
        if ended:
            length, on, way = max(ended)
            kind = "ended_winning_streak" if way > 0 else "ended_losing_streak"
            self.put_run(kind, period, at, on, on - 1, length, way)

    def put_run(self, kind, period, at, on, end, length, way):
        begin = end - length if kind[:5] != "ended" else on - 1
        value = self.size(at[begin], at[on], self.units[0])
        like = [i for i in range(1, end - length + 1) if self.run(at, i)[1] == way and self.run(at, i)[0] >= length]
        since = max(like, default=None)
        before = self.run(at, since)[0] if since else 0
        count = before if since and before < since else None
        since = at[since] if since else None
        self.put(kind, period, self.units[0], value, since, on=at[on], count=length, since_count=count)

    def past(self, period, at):
        last = len(at) - 1
        length, way = self.run(at, last)
        ups = [0] + [((x > 0) - (x < 0)) for x in (self.size(at[i - 1], at[i], "points") for i in range(1, len(at)))]
        best = None
        for of in PAST[period]:
            if not way or last < of:
                continue
            count = ups[-of:].count(way)
            if count * 10 < of * 7 or count in (of, length):
                continue
            like = [i for i in range(of, last - of + 1) if ups[i - of + 1 : i + 1].count(way) >= count]
            since = at[max(like)] if like else None
            key = (self.waited(since), Fraction(count, of), of)
            if best is None or key > best[0]:
                best = key, count, of, since
        if best:
            _, count, of, since = best
            kind = "up_of_past" if way > 0 else "down_of_past"
            value = self.size(at[-1 - of], at[-1], self.units[0])
            self.put(kind, period, self.units[0], value, since, least=self.wait, count=count, of=of)

    def start(self):
        year = self.sessions[-1].year
        by_year = {
            y: [i for i in range(self.n) if self.sessions[i].year == y] for y in range(self.sessions[0].year, year + 1)
        }
        count = len(by_year[year])
        if not by_year.get(year - 1) or count > 130:
            return
        found = {}
        for y, days in by_year.items():
            if by_year.get(y - 1) and len(days) >= count:
                found[y] = days[count - 1], self.size(days[0] - 1, days[count - 1], self.units[0])
        _, ours = found.pop(year)
        if len(found) < 5 or not ours:
            return
        like = [y for y, (_, x) in found.items() if (x >= ours > 0) or (x <= ours < 0)]
        if like and sum(y > max(like) for y in found) < 3:
            return
        kind = "best_start" if ours > 0 else "worst_start"
        since = found[max(like)][0] if like else None
        self.put(kind, "year", self.units[0], ours, since, count=count, of=len(found) + 1)


def said(items):
    """Items as the definitions have them."""
    names = ("value", "on", "since", "rarity", "whole", "count", "of", "since_count", "sessions", "companion")
    found = {}
    for one in items:
        many = one.kind in ("gain", "loss") and one.count > 1
        found[one.kind, one.period + "s" * many, one.unit] = {name: getattr(one, name) for name in names}
    assert len(found) == len(items)
    return found


@st.composite
def worlds(draw):
    """(closes, calendar): few distinct levels, so that ties are frequent; holidays, gaps, and sessions far apart."""
    end = draw(st.dates(date(1995, 1, 1), date(2045, 12, 31)))
    stride = draw(st.sampled_from((1, 1, 1, 2, 7, 40, 130)))
    closed = draw(st.sets(st.integers(1, 150), max_size=12))
    length = draw(st.integers(1, 150))
    days = [end - timedelta(days=back * stride) for back in range(length, -1, -1) if back not in closed]
    days = [d for d in days if d.weekday() < 5 or d == end]
    moves = draw(st.lists(st.integers(-2, 3), min_size=1, max_size=40))
    steps = (moves * (len(days) // len(moves) + 1))[: len(days)]
    if draw(st.booleans()):
        steps[-6:] = draw(st.lists(st.integers(-6, 6), min_size=6, max_size=6))[-len(steps[-6:]) :]
    floor, height = draw(st.sampled_from(((1, 12), (1, 60), (95, 40), (985, 50), (20_000, 9_000), (-6, 12), (1, 2))))
    unit = draw(st.sampled_from((10, 100, 1, 3)))
    at, levels = draw(st.integers(0, height)), {}
    for day, step in zip(days, steps, strict=True):
        at = (at + step * (height // 12 or 1)) % (height + 1)
        levels[day] = round((floor + at) / unit, 4)
    gap = draw(st.sets(st.sampled_from(days), max_size=1)) if draw(st.integers(0, 3)) == 0 else set()
    return priced({d: x for d, x in levels.items() if d not in gap}), tuple(days)


WAITS = st.sampled_from((1, 3, 8, 20, 63))


@given(worlds(), WAITS, st.booleans(), st.sampled_from([(True, True), (True, False), (False, True)]))
def test_every_item_is_as_defined_and_none_is_missing(world, wait, whole, units):
    closes, calendar = world
    points, percent = units
    wanted = Told(closes, calendar, wait=wait, points=points, percent=percent, whole=whole)
    found = milestones(history(closes, calendar, key="it", whole=whole), points=points, percent=percent, wait=wait)
    assert said(found) == wanted.items
    assert all(one.begins == wanted.sessions[0] for one in found)


@given(worlds(), WAITS, st.data())
def test_records_with_a_cited_earlier_one(world, wait, data):
    closes, calendar = world
    day = data.draw(st.sampled_from([calendar[0] - timedelta(days=9), *calendar]))
    near = data.draw(st.sampled_from([c.level for c in closes.values()] or [1.0])) + data.draw(
        st.sampled_from((-0.1, 0, 0, 0.1))
    )
    cited = Close(day, round(near, 4), "The Annals")
    found = milestones(history(closes, calendar, key="it", record=cited), wait=wait)
    assert said(found) == Told(closes, calendar, wait=wait, record=cited).items


@given(worlds(), WAITS)
def test_the_order_and_the_inputs(world, wait):
    closes, calendar = world
    found = milestones(history(closes, calendar, key="it"), wait=wait)
    leads = [one for one in found if not one.companion]
    top = min(3, len({one.family for one in leads}))
    assert len({one.family for one in leads[:top]}) == top
    for some in (leads[:top], leads[top:]):
        assert [one.rarity for one in some] == sorted((one.rarity for one in some), reverse=True)
    seen = set()
    for one in leads:
        assert one.family in seen or all(one.rarity >= other.rarity for other in leads if other.family == one.family)
        seen.add(one.family)
    for before, one in zip(found, found[1:], strict=False):
        if one.companion:
            assert (before.since, before.family, before.rarity) == (one.since, one.family, one.rarity)
    for one in found:
        assert one.key == "it"
        assert {closes[i.session].level for i in one.inputs} == {i.level for i in one.inputs}
        assert {i.source for i in one.inputs} == {"The Exchange"}
        on = {i.session for i in one.inputs}
        assert one.on in on
        assert one.since is None or one.since in on
        assert len(on) == len(one.inputs)
    assert found == milestones(history(closes, list(calendar), key="it"), wait=wait)


@given(worlds())
@example(({}, ()))
def test_a_history_is_the_unbroken_run_that_ends_with_the_week(world):
    closes, calendar = world
    run = history(closes, calendar, key="it", whole=True)
    assert run.sessions == calendar[len(calendar) - len(run.sessions) :]
    assert [closes[s].level for s in run.sessions] == list(run.levels)
    missing = [s for s in calendar if s not in closes]
    assert run.sessions == tuple(s for s in calendar if not missing or s > missing[-1])
    assert run.whole == (bool(run.sessions) and all(s >= run.sessions[0] for s in closes))
    assert run.ends == tuple(
        i
        for i, s in enumerate(run.sessions)
        if i == len(run.sessions) - 1 or s.isocalendar()[:2] != run.sessions[i + 1].isocalendar()[:2]
    )
    if not run.sessions:
        assert milestones(run) == ()
