"""A reader who trusts nothing: every sentence of a draft is parsed and checked against the closes, by brute force.

A sentence that is of none of the known shapes is an error: so nothing is claimed that is not checked.
"""

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from unit.draft.papers import KEYS, NAMES

X = "(?:the |The )?(?:" + "|".join(map(re.escape, NAMES)) + ")"
P = r"[+−]?\d+\.\d%"
S = r"\d+\.\d%"
L = r"\d[\d,]*\.\d\d"
D = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday)"
UP, DOWN = "edged up|rose|jumped|inched up|gained|surged", "edged down|fell|tumbled|slipped|lost|sank"
V = rf"(?:(?:{UP}|{DOWN}) {S}|was little changed|ended little changed)"
G = rf"(?:\d+\.\d percentage points? (?:ahead of|behind) {X}|level with {X})"
ALL = r"(?:[Bb]oth indexes|[Aa]ll (?:three|four|five|six|seven|eight|nine|ten) indexes|[Ee]very index)"
NUMBERS = dict(zip(["one", "two", "three", "four", "five", "six", "seven", "eight"], range(1, 9), strict=True))
RANKS = dict(
    zip(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"], range(1, 9), strict=True)
)
N = "(?:" + "|".join((*NUMBERS, *map(str.capitalize, NUMBERS))) + ")"
FLAT = 0.02


class Reader:
    """The closes, and what follows from them."""

    def __init__(self, paper):
        self.levels, self.week = paper.levels, paper.market.week
        self.keys = list(paper.levels)
        self.subject = self.keys[0]
        self.end, self.base = self.week.end, self.week.base
        self.cited = {f.record_of: f for f in paper.draft.facts.values()}

    def change(self, key, start, end):
        a, b = (Decimal(repr(self.levels[key][day])) for day in (start, end))
        return b / a - 1

    def of_week(self, key):
        return self.change(key, self.base, self.end)

    def on(self, key, weekday):
        day = next(d for d in self.week.sessions if f"{d:%A}" == weekday)
        return self.change(key, max(d for d in self.week.calendar if d < day), day)

    def before(self, day):
        return max(d for d in self.week.calendar if d < day)

    def span(self, key, period):
        month = {"month": self.end.month, "quarter": 3 * ((self.end.month - 1) // 3) + 1, "year": 1}
        if period == "one year":
            target = self.end.replace(year=self.end.year - 1)
            start = max(d for d in self.week.calendar if d <= target)
        else:
            start = self.before(date(self.end.year, month[period], 1))
        return self.change(key, start, self.end)

    def run52(self, key):
        return [x for d, x in self.levels[key].items() if d >= self.end - timedelta(days=364)]


def key_of(name):
    return KEYS[NAMES.index(re.sub("^[Tt]he ", "", name))]


def names_of(words):
    return [key_of(name) for name in re.findall(X, words)]


def printed(value, *, sign=True):
    number = (value * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    mark = "" if not sign or not number else "+" if number > 0 else "−"
    return f"{mark}{abs(number):.1f}%"


def level(value):
    return f"{Decimal(repr(value)).quantize(Decimal('0.01'), ROUND_HALF_UP):,.2f}"


def check_moved(words, value):
    """A verb and a size against a change."""
    if "little changed" in words:
        assert abs(value) < FLAT, (words, value)
        return
    verb, size = words.rsplit(" ", 1)
    assert (value > 0) if re.fullmatch(UP, verb) else (value < 0), (words, value)
    assert size == printed(value, sign=False), (words, value)


def check_gap(words, r, one, measure=None):
    measure = measure or r.of_week
    other = key_of(re.search(X, words)[0])
    gap = measure(one) - measure(other)
    if words.startswith("level"):
        assert printed(gap) == "0.0%"
        return
    size = re.match(r"\d+\.\d", words)[0]
    assert f"{size}%" == printed(gap, sign=False), (words, gap)
    assert (gap > 0) == ("ahead" in words)
    assert ("points" in words) == (size != "1.0")


def check_ends(r, words, measure=None):
    """Pairs of a size and the names it is for: each right, and they are the extremes of the board."""
    measure = measure or r.of_week
    pairs = re.findall(rf"({P}) for ((?:{X}(?:, | and )?)+)", words)
    values = {key: measure(key) for key in r.keys}
    for shown, names in pairs:
        sign = shown[0] in "+−"
        same = {k for k in r.keys if printed(values[k], sign=sign) == shown}
        assert set(names_of(names)) <= same
    extremes = {names_of(names)[0] for _, names in pairs}
    ends = {printed(f(values.values())) for f in (max, min)}
    assert {printed(values[k]) for k in extremes} == ends, (words, values)


def alone(r, key, pick):
    values = {k: r.of_week(k) for k in r.keys}
    assert pick(values.values()) == values[key], (key, values)
    assert sum(printed(v) == printed(values[key]) for v in values.values()) == 1


def all_count(r, words):
    """The words for all of them are the right ones."""
    count = {"both": 2}.get(words.lower().split()[0]) or NUMBERS.get(words.lower().split()[1])
    assert count == len(r.keys)


def all_sign(r, sign):
    assert all(r.of_week(k) * sign > 0 for k in r.keys)


SHAPES = []


def shape(pattern):
    def add(check):
        SHAPES.append((re.compile(pattern), check))
        return check

    return add


WHEN = (
    r"(?:for the week|in the first full trading week of the year|in a (?:holiday-)?shortened week"
    r"|in the (?:(?:holiday-)?shortened )?(?:first|last) week of the year"
    r"|in the (?:(?:holiday-)?shortened )?week around the turn of the year)"
)


@shape(rf"({X}) ({V}) ({WHEN})( and finished it at a record close)?")
def deck(r, name, moved, when, record):
    assert key_of(name) == r.subject
    check_moved(moved, r.of_week(r.subject))
    assert_when(r, when)
    if record:
        assert_record(r, r.subject)


@shape(rf"({X})(?:, (first|last) of the ({N}),)? ({V})")
def counterpart(r, name, place, count, moved):
    check_moved(moved, r.of_week(key_of(name)))
    if place:
        assert NUMBERS[count] == len(r.keys)
        alone(r, key_of(name), max if place == "first" else min)


@shape(rf"({X}) finished level with it, at ({P})")
def level_with(r, name, shown):
    assert {printed(r.of_week(k)) for k in r.keys} == {shown} and len(r.keys) == 2


@shape(rf"For the (week|year so far): ((?:(?:{X}) {P}(?:, | and )?)+)")
def listing(r, period, words):
    for name, shown in re.findall(rf"({X}) ({P})", words):
        key = key_of(name)
        assert shown == printed(r.of_week(key) if period == "week" else r.span(key, "year"))


@shape(rf"({X}) closed at ({L})(?:, (.*?))?(?:,? and finished ({G}) for the week)?")
def key_close(r, name, close, where, gap):
    assert key_of(name) == r.subject and close == level(r.levels[r.subject][r.end])
    if where:
        check_where(r, r.subject, where)
    if gap:
        check_gap(gap, r, r.subject)


@shape(rf"({X}) finished the week ({G})")
def finished(r, name, gap):
    alone(r, key_of(name), max)
    alone(r, key_of(re.search(X, gap)[0]), min)
    check_gap(gap, r, key_of(name))


@shape(
    rf"({X}) closed on ({D}) at ({L}), (?:a (gain|loss) of ({S}) for the week|little changed for the week \(({P})\))"
)
def lead(r, name, day, close, way, size, shown):
    key, value = key_of(name), r.of_week(r.subject)
    assert key == r.subject and day == f"{r.end:%A}" and close == level(r.levels[key][r.end])
    if way:
        assert (value > 0) == (way == "gain") and size == printed(value, sign=False)
    else:
        assert shown == printed(value) and abs(value) < FLAT


@shape(rf"That was ({G}), which ({V}) (to|at) ({L})")
def put(r, gap, moved, to, close):
    other = key_of(re.search(X, gap)[0])
    check_gap(gap, r, r.subject)
    check_moved(moved, r.of_week(other))
    assert close == level(r.levels[other][r.end]) and (to == "at") == ("little" in moved)


@shape(rf"({X}) (gave|gained) ground only on ({D}), when it ({V})")
def exception(r, name, way, day, moved):
    assert key_of(name) == r.subject
    sign = -1 if way == "gave" else 1
    check_moved(moved, r.on(r.subject, day))
    for session in r.week.sessions:
        assert (r.on(r.subject, f"{session:%A}") * sign > 0) == (f"{session:%A}" == day)


@shape(rf"({X}) (rose|fell) in every session, the most on ({D}), by ({S})")
def every(r, name, verb, day, size):
    sign = 1 if verb == "rose" else -1
    values = {f"{s:%A}": r.on(r.subject, f"{s:%A}") * sign for s in r.week.sessions}
    assert key_of(name) == r.subject and min(values.values()) > 0
    assert max(values.values()) == values[day] and size == printed(values[day], sign=False)


@shape(r"Markets were closed on (.*)")
def closed(r, words):
    assert (
        all(f"{day:%A}" in words and name.replace("'", "’") in words for day, name in r.week.closed) and r.week.closed
    )
    assert len(re.findall(D, words.replace("Good Friday", ""))) == len(r.week.closed)


@shape(rf"Trading ended early on ({D})")
def early(r, day):
    assert [f"{d:%A}" for d, _ in r.week.early] == [day]


@shape(rf"({ALL}) (rose|fell), by anything from (.*)")
def whole(r, words, verb, ends):
    all_count(r, words)
    all_sign(r, 1 if verb == "rose" else -1)
    check_ends(r, ends)
    first, last = re.findall(S, ends)
    assert Decimal(first[:-1]) <= Decimal(last[:-1])


@shape(rf"({ALL}) ended the week with the same change, ({P})")
def same(r, words, shown):
    all_count(r, words)
    assert {printed(r.of_week(k)) for k in r.keys} == {shown}


@shape(rf"({ALL}) ended the week little changed, from (.*) down to (.*)")
def still(r, words, high, low):
    all_count(r, words)
    assert all(abs(r.of_week(k)) < FLAT for k in r.keys)
    check_ends(r, f"{high} {low}")


@shape(rf"((?:One|{N}) .*), from ({P} for .*) down to ({P} for .*)")
def split(r, words, high, low):
    parts = re.findall(rf"({N})(?: of the ({N}) indexes)? (rose|fell|was little changed|were little changed)", words)
    assert sum(NUMBERS[count.lower()] for count, _, _ in parts) == len(r.keys)
    for count, total, what in parts:
        number = NUMBERS[count.lower()]
        assert not total or NUMBERS[total] == len(r.keys)
        assert "little" not in what or ("was" in what) == (number == 1)
        if what in ("rose", "fell"):
            sign = 1 if what == "rose" else -1
            assert sum(r.of_week(k) * sign > 0 for k in r.keys) >= number
            flat = sum(NUMBERS[c.lower()] for c, _, w in parts if "little" in w)
            assert sum(r.of_week(k) * sign > 0 for k in r.keys) <= number + flat
    check_ends(r, f"{high} {low}")


@shape(rf"({X}) ({V}) (to|at) ({L})(?:, and ({X}) ({V}|likewise) (to|at) ({L}))?")
def clause(r, *parts):
    moved = ""
    for name, said, to, close in (parts[:4], parts[4:]):
        if name:
            moved = moved if said == "likewise" else said
            check_moved(moved, r.of_week(key_of(name)))
            assert close == level(r.levels[key_of(name)][r.end]) and (to == "at") == ("little" in moved)


@shape(rf"Between first and last, ({X}) finished ({G})")
def between(r, name, gap):
    finished(r, name, gap)


@shape(r"In points, the week(?:’s change for (?P<one>.*?))? came to (?P<said>.*)")
def points(r, one, said):
    pairs = [(said, one)] if one else re.findall(rf"([+−]?{L}) for ({X})", said)
    assert pairs
    for shown, name in pairs:
        held = r.levels[key_of(name)]
        value = Decimal(repr(held[r.end])) - Decimal(repr(held[r.base]))
        assert shown == f"{'+' if value > 0 else '−' if value < 0 else ''}{abs(value):,.2f}"


def extreme(r, key, day, pick):
    values = [r.on(key, f"{s:%A}") for s in r.week.sessions]
    assert pick(values) == r.on(key, day)


@shape(rf"({X}) had its best session on ({D}), when it ({V}), and its worst on ({D}), when it ({V})")
def ends(r, name, best, up, worst, down):
    for day, moved, pick in ((best, up, max), (worst, down, min)):
        check_moved(moved, r.on(key_of(name), day))
        extreme(r, key_of(name), day, pick)


@shape(rf"({X}) had its largest (gain|loss) on ({D}), when it ({V})")
def largest(r, name, what, day, moved):
    check_moved(moved, r.on(key_of(name), day))
    extreme(r, key_of(name), day, max if what == "gain" else min)


@shape(rf"The largest daily (gain|loss) for ({X}) came on ({D}), ({S})")
def daily(r, what, name, day, size):
    value = r.on(key_of(name), day)
    assert (value > 0) == (what == "gain") and size == printed(value, sign=False)
    extreme(r, key_of(name), day, max if what == "gain" else min)


@shape(rf"On ({D}) (it|{X}) ({V}) even as ({X}) ({V})")
def even_as(r, day, one, moved, other, against):
    """Both halves on the same session, both above little, one up and one down."""
    one = r.subject if one == "it" else key_of(one)
    a, b = r.on(one, day), r.on(key_of(other), day)
    check_moved(moved, a)
    check_moved(against, b)
    assert "little" not in moved + against and a * b < 0 and min(abs(a), abs(b)) >= Decimal("0.0005")


@shape(rf"({D})’s (gain|loss) came even as ({X}) ({V})")
def even_so(r, day, what, other, against):
    a, b = r.on(r.subject, day), r.on(key_of(other), day)
    check_moved(against, b)
    assert (a > 0) == (what == "gain") and a * b < 0 and min(abs(a), abs(b)) >= Decimal("0.0005")


@shape(rf"For ({X}) the best day was ({D}) \(({P})\), the worst ({D}) \(({P})\)")
def other_ends(r, name, best, up, worst, down):
    for day, shown, pick in ((best, up, max), (worst, down, min)):
        assert printed(r.on(key_of(name), day)) == shown
        extreme(r, key_of(name), day, pick)


@shape(
    rf"({ALL}) (rose|fell) on ((?:{D}(?:, | and )?)+)(?:; (?:{D}’s|the) (gains|losses) ran from (.*)|,(?: on {D})? by ({S}) each)"
)
def together(r, words, verb, days, what, ends, size):
    all_count(r, words)
    sign, named = (1 if verb == "rose" else -1), re.findall(D, days)
    for day in named:
        assert all(r.on(k, day) * sign > 0 for k in r.keys)
    assert what in (None, "gains" if sign > 0 else "losses")
    if ends:
        check_ends(r, ends, lambda k: r.on(k, named[-1]))
    else:
        assert {printed(r.on(k, named[-1]), sign=False) for k in r.keys} == {size}


@shape(rf"({D}) closed the week with these changes: (.*)")
def last_day(r, day, said):
    assert day == f"{r.end:%A}"
    for name, shown in re.findall(rf"({X}) ({P})", said):
        assert printed(r.on(key_of(name), day)) == shown


def assert_record(r, key):
    fact = r.cited[key]
    since = [x for d, x in r.levels[key].items() if d > fact.session]
    assert r.levels[key][r.end] >= max([float(fact.value.replace(",", "")), *since])


def top(r, key):
    fact = r.cited[key]
    held = r.levels[key].items()
    return max([float(fact.value.replace(",", "")), *(x for d, x in held if d > fact.session)])


def just(below):
    """A size as printed; what would print nothing is told as just below."""
    return "just" if printed(below) == "0.0%" else printed(below, sign=False)


def check_where(r, key, words):
    """Where a close stands: a record, below one, against 52 weeks."""
    close = r.levels[key][r.end]
    if words == "a record close":
        assert_record(r, key)
    elif words.endswith("below its record close"):
        below = Decimal(repr(close)) / Decimal(repr(top(r, key))) - 1
        assert below < 0
        assert words.split()[0] == just(below)
    elif found := re.fullmatch(rf"a 52-week (high|low) of ({L})", words):
        pick = max if found[1] == "high" else min
        assert level(pick(r.run52(key))) == found[2] == level(close)
    else:
        size, high = re.fullmatch(rf"(just|{S}) below its (?:52-week high of|high of|own,) ({L})", words).groups()
        assert level(max(r.run52(key))) == high
        below = Decimal(repr(close)) / Decimal(repr(max(r.run52(key)))) - 1
        assert below < 0 and size == just(below)


@shape(rf"({X}) ended the week at (a record close)")
def record(r, name, words):
    assert_record(r, key_of(name))


@shape(rf"({X}) ended the week (just|{S}) below its record close of ({L})")
def under(r, name, size, mark):
    assert mark == level(top(r, key_of(name)))
    check_where(r, key_of(name), f"{size} below its record close")


@shape(rf"({X}) set its record close of ({L}) on ({D}) and ended the week (just|{S}) below it")
def set_in_week(r, name, mark, day, size):
    under(r, name, size, mark)
    session = next(d for d in r.week.sessions if f"{d:%A}" == day)
    assert level(r.levels[key_of(name)][session]) == mark


@shape(rf"({X}) closed at (a 52-week (?:high|low) of {L})")
def year_end(r, name, words):
    check_where(r, key_of(name), words)


@shape(
    rf"({X}) (?:closed|stood) ((?:just|{S}) below its (?:52-week )?high of {L})(?:, and ({X}) ((?:just|{S}) below its own, {L}))?"
)
def inside(r, name, words, other, more):
    check_where(r, key_of(name), words)
    if other:
        check_where(r, key_of(other), more)


@shape(rf"Measured from its 52-week low of ({L}), ({X}) is up ({S})")
def from_low(r, low, name, size):
    key = key_of(name)
    assert low == level(min(r.run52(key)))
    value = Decimal(repr(r.levels[key][r.end])) / Decimal(repr(min(r.run52(key)))) - 1
    assert value > 0 and size == printed(value, sign=False)


STAND = rf"(?:up|down) {S}|little changed \({P}\)"


def check_stand(words, value):
    shown = re.search(P, words)[0]
    assert shown == printed(value, sign="little" in words), (words, value)
    assert (value > 0) if words.startswith("up") else (value < 0) if words.startswith("down") else abs(value) < FLAT


@shape(rf"({X}) is ((?:(?:{STAND}) for the (?:month|quarter|year)(?:, | and )?)+) so far(?:, ({G}))?")
def so_far(r, name, said, gap):
    key = key_of(name)
    assert key == r.subject
    for words, period in re.findall(rf"({STAND}) for the (month|quarter|year)", said):
        check_stand(words, r.span(key, period))
    if gap:
        check_gap(gap, r, key, lambda k: r.span(k, "year"))


@shape(r"Since the year began, (.*)")
def since(r, said):
    way, names = "", []
    for part in re.split(r", (?=the )| and (?=the )", said):
        found = re.fullmatch(rf"({X}) (?:is )?({STAND}|{S})", part)
        name, words = found.groups()
        names.append(name)
        if words[0].isdigit():
            words = f"{way} {words}"
        way = words.split()[0]
        check_stand(words, r.span(key_of(name), "year"))
    assert len(names) == len(set(names))


@shape(rf"Over one year, ({X}) is ({STAND})")
def one_year(r, name, words):
    check_stand(words, r.span(key_of(name), "one year"))


@shape(rf"It closed (above|below) its 200-day average, ({L})")
def average(r, side, mean):
    held = [Decimal(repr(r.levels[r.subject][d])) for d in r.week.calendar[-200:]]
    exact = sum(held) / 200
    assert mean == f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP):,.2f}"
    assert (held[-1] > exact) == (side == "above")


@shape(
    rf"Of the ({N}) indexes, ({X}) ranks ({'|'.join(RANKS)}) for the week(?: and (?:also )?({'|'.join(RANKS)}) for the year so far)?"
)
def ranks(r, count, name, week, year):
    assert NUMBERS[count] == len(r.keys) and key_of(name) == r.subject
    assert RANKS[week] == 1 + sum(r.of_week(k) > r.of_week(r.subject) for k in r.keys)
    if year:
        assert RANKS[year] == 1 + sum(r.span(k, "year") > r.span(r.subject, "year") for k in r.keys)


def assert_when(r, words):
    week = r.week
    first = min(d for d in week.sessions)
    full = [m for m in mondays(r.end.year) if all(m + timedelta(days=i) in week.calendar for i in range(5))]
    monday = r.end - timedelta(days=r.end.weekday())
    if "first full" in words:
        assert full[0] == monday
    elif "turn of the year" in words:
        assert first.year != r.end.year
    elif "first week" in words:
        assert r.base.year == r.end.year - 1 and first.year == r.end.year
    elif "last week" in words:
        assert (monday + timedelta(days=7)).year == r.end.year + 1
    if "shortened" in words:
        assert week.closed and ("holiday" in words) == all(name for _, name in week.closed)


def mondays(year):
    day = date(year, 1, 1)
    day += timedelta(days=-day.weekday() % 7)
    return [day + timedelta(days=7 * i) for i in range(52)]


def sentences(paragraph):
    """The sentences of a paragraph: a full stop before a capital, save in Dr. and Jr."""
    marked = re.sub(r" \[\d+\]", "", paragraph)
    return [s for s in re.split(r"(?<!\bDr)(?<!\bJr)\.(?: |$)", marked) if s]


def read(paper):
    """Check every sentence; returns the names of the shapes seen."""
    reader, seen = Reader(paper), set()
    for paragraph in paper.paragraphs:
        for said in sentences(paragraph):
            fits = [(check, found) for pattern, check in SHAPES if (found := pattern.fullmatch(said))]
            assert fits, f"a sentence of no known shape: {said!r}"
            for check, found in fits[:1]:
                try:
                    check(reader, *found.groups())
                except AssertionError as error:
                    raise AssertionError(f"{said!r}: {error}") from error
                seen.add(check.__name__)
    return seen


HEADS = []


def head(pattern):
    def add(check):
        HEADS.append((re.compile(pattern), check))
        return check

    return add


SHORT = "(?:" + "|".join(map(re.escape, NAMES)) + ")"
MOOD = rf"(?: as ({ALL}) (rise|fall)s?| in a mixed (week)(?: for indexes)?| for the week)"


def check_mood(r, everyone, verb, mixed):
    if everyone:
        all_count(r, everyone)
        all_sign(r, 1 if verb == "rise" else -1)
    if mixed:
        assert min(r.of_week(k) for k in r.keys) < 0 < max(r.of_week(k) for k in r.keys)


@head(rf"({SHORT}) (jumps|tumbles) ({S})( to a record)?{MOOD}")
def leaps(r, name, verb, size, record, *mood):
    value = r.of_week(key_of(name))
    assert (value > 0) == (verb == "jumps") and size == printed(value, sign=False)
    if record:
        assert_record(r, key_of(name))
    check_mood(r, *mood)


@head(rf"({SHORT}) ends (?:the )?week at a record(?: close|{MOOD})")
def ends_at_record(r, name, *mood):
    assert_record(r, key_of(name))
    check_mood(r, *mood)


@head(rf"({SHORT}) (leads|trails|holds up best|falls furthest) as ({ALL}) (rise|fall|lose)s?(?: ground)?")
def heads_all(r, name, what, everyone, verb):
    check_mood(r, everyone, "rise" if verb == "rise" else "fall", "")
    alone(r, key_of(name), max if what in ("leads", "holds up best") else min)


@head(rf"({SHORT}) (leads|trails) in a mixed week for indexes")
def heads_mixed(r, name, what):
    check_mood(r, "", "", "week")
    alone(r, key_of(name), max if what == "leads" else min)


@head(rf"({SHORT}) leads and ({SHORT}) trails in a mixed week")
def heads_both(r, first, last):
    heads_mixed(r, first, "leads")
    heads_mixed(r, last, "trails")


@head(rf"({SHORT}) and ({SHORT}) lead(?: as ({ALL}) rises?| in a mixed (week) for indexes)")
def heads_pair(r, one, other, everyone, mixed):
    check_mood(r, everyone, "rise", mixed)
    assert printed(r.of_week(key_of(one))) == printed(r.of_week(key_of(other)))
    assert printed(max(r.of_week(k) for k in r.keys)) == printed(r.of_week(key_of(one)))


@head(rf"({SHORT}) (rises|falls) as (?:({SHORT})|the other (?:({N}) )?(?:indexes)) (rise|fall)s?")
def heads_split(r, name, verb, other, count, opposite):
    sign, key = (1 if verb == "rises" else -1), key_of(name)
    assert {verb, opposite} in ({"rises", "fall"}, {"falls", "rise"})
    assert r.of_week(key) * sign > 0 and all(r.of_week(k) * sign < 0 for k in r.keys if k != key)
    assert NUMBERS[count] == len(r.keys) - 1 if count else len(r.keys) == 2 and other


@head(rf"({SHORT}) (rises|falls), (?:({SHORT})|the other (?:({N}) )?indexes) little changed")
def heads_apart(r, name, verb, other, count):
    assert r.of_week(key_of(name)) * (1 if verb == "rises" else -1) > 0
    assert all(abs(r.of_week(k)) < FLAT for k in r.keys if k != key_of(name))
    assert NUMBERS[count] == len(r.keys) - 1 if count else len(r.keys) == 2


@head(rf"({SHORT}) (leads|falls furthest) as ({N}) of ({N}) indexes (rise|lose ground)")
def heads_some_led(r, name, what, count, total, verb):
    heads_some(r, count, total, *(("rise", "falls") if verb == "rise" else ("fall", "rises")))
    assert (what == "leads") == (verb == "rise")
    alone(r, key_of(name), max if what == "leads" else min)


@head(rf"({N}) of ({N}) indexes (rise|fall); none (falls|rises)")
def heads_some(r, count, total, verb, none):
    assert NUMBERS[total] == len(r.keys) and (verb, none) in (("rise", "falls"), ("fall", "rises"))
    sign = 1 if verb == "rise" else -1
    assert sum(r.of_week(k) * sign > 0 for k in r.keys) >= NUMBERS[count.lower()]


@head(rf"({ALL}|The index) (rise|fall)s? for the week")
def heads_plain(r, everyone, verb):
    check_mood(r, "" if everyone == "The index" else everyone, verb, "")


@head(rf"(?:{ALL}|The index) ends? the week little changed|({SHORT}) ends week little changed")
def heads_flat(r, name):
    assert all(abs(r.of_week(k)) < FLAT for k in r.keys)


@head(rf"({SHORT}) (rises|falls|edges up|edges down|jumps|tumbles) for the week")
def heads_one(r, name, verb):
    assert (r.of_week(key_of(name)) > 0) == (verb in ("rises", "edges up", "jumps"))


@head("A mixed week for indexes")
def heads_nobody(r):
    check_mood(r, "", "", "week")


def read_title(paper):
    """Check the headline; returns the name of its shape."""
    fits = [(check, found) for pattern, check in HEADS if (found := pattern.fullmatch(paper.title))]
    assert fits, f"a headline of no known shape: {paper.title!r}"
    check, found = fits[0]
    check(Reader(paper), *found.groups())
    return check.__name__


__all__ = ["read", "read_title", "sentences"]
