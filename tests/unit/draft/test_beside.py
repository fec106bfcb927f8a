"""Groups beside the board, names that Markdown or the sandbox would read otherwise, names too long for a headline."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.compose import compose
from reportgen.config import load
from reportgen.draft import draft, page
from reportgen.draft.standing import Standing
from reportgen.errors import MarketError
from reportgen.model import Close, MarketWeek
from reportgen.review import typed_numbers
from unit.draft.papers import Paper, trading_week
from unit.laws import well_set

END = date(2026, 1, 16)
ROWS = {
    "sp_500": ("name: S&P 500", 6900.0), "dow": ("name: Dow Jones Industrial Average, short: Dow", 49000.0),
    "tech": ("name: Technology Fund, short: Technology, kind: fund, group: sectors", 240.0),
    "energy": ("name: Energy Fund, short: Energy, kind: fund, group: sectors", 90.0),
    "banks": ("name: Financial Fund, short: Financials, kind: fund, group: sectors", 52.0),
    "two": ("name: 2-year Treasury yield, kind: rate", 3.5), "ten": ("name: 10-year Treasury yield, kind: rate", 4.17),
    "low": ("name: lower end, kind: rate", 3.5), "fed": ("name: federal funds target, kind: rate, lower: low", 3.75),
    "gold": ("name: Gold, kind: commodity, currency: USD", 4300.0),
    "oil": ("name: WTI crude, kind: commodity, currency: USD", 61.0),
    "euro": ("name: EUR/USD, kind: currency", 1.16), "coin": ("name: Bitcoin, kind: crypto, currency: USD", 91000.0),
}  # fmt: skip


def config(folder, rows):
    (folder / "config.yaml").write_text(
        "publication: {name: The Weekly, publisher: The Press}\nmarket: {source: csv, path: closes.csv}\ninstruments:\n"
        + "".join(f"  {key}: {{symbol: S{i}, {row}}}\n" for i, (key, row) in enumerate(rows.items()))
        + "groups: {sectors: {title: Sectors}}\n",
        encoding="utf-8",
    )  # fmt: skip
    return load(folder, words=False)


def drafted(folder, rows=ROWS, seed=1, week=None, lost=()):
    made, week, dice = (
        config(folder, {k: row for k, (row, _) in rows.items()}),
        week or trading_week(END),
        random.Random(seed),
    )
    held = {}
    for key, (row, level) in rows.items():
        path = {}
        for day in week.calendar:
            if "rate" in row and key not in ("fed", "low"):
                level = round(level + dice.choice([-0.04, -0.01, 0, 0.01, 0.04]), 2)
            elif "rate" not in row:
                level = round(level * (1 + dice.gauss(0, 0.009)), 4 if level < 10 else 2)
            path[day] = Close(day, level, "The Exchange", "https://example.org/c")
        held[key] = {day: close for day, close in path.items() if (key, day) not in lost}
    market = MarketWeek(week, held, "a made-up feed")
    one = draft(made, market, Standing(facts={}))
    file = folder / "draft.md"
    file.write_text(page(one), encoding="utf-8")
    written = load(folder, file)
    assert not typed_numbers(written)
    return Paper({}, market, one, page(one), compose(written, market))


def test_each_kind_has_its_paragraph(tmp_path):
    for seed in range(12):
        one = drafted(tmp_path, seed=seed)
        body = "\n".join(one.draft.body)
        for heading in ("Sectors", "Rates", "Commodities", "Currencies", "Crypto"):
            assert body.count(f"## {heading}") == 1
        words = " ".join(one.paragraphs)
        assert "The federal funds target stood at 3.50% to 3.75%." in words
        assert "The 2-year Treasury yield" in words
        assert "The Gold" not in words and "the gold" not in words and "the EUR/USD" not in words
        assert not [p for p in one.paragraphs if "Treasury yield" in p and "gained" in p]
        for paragraph in one.paragraphs:
            if not any(name in paragraph for name in ("EUR/USD", "WTI")):
                well_set(paragraph)


def test_an_issue_about_rates_is_drafted_too(tmp_path):
    rows = {key: ROWS[key] for key in ("ten", "two", "gold")}
    for seed in range(12):
        one = drafted(tmp_path, rows, seed)
        assert "basis point" in one.paragraphs[0] or "little changed" in one.paragraphs[0]
        assert "%" not in one.title


@pytest.mark.parametrize("kind", ["fund", "stock", "commodity", "currency", "crypto"])
def test_any_kind_may_be_the_subject(tmp_path, kind):
    rows = {"one": (f"name: Alpha, kind: {kind}", 100.0), "two": (f"name: Beta, kind: {kind}", 50.0)}
    for seed in range(6):
        words = " ".join(drafted(tmp_path, rows, seed).paragraphs)
        assert "The Alpha" not in words and "The Beta" not in words


@settings(max_examples=30)
@given(st.text("AB *_[]<>`{}%#|\\~\"':&()", min_size=3, max_size=14).map(lambda t: " ".join(f"A{t}Z".split())))
def test_a_name_is_only_a_name(tmp_path_factory, name):
    quoted = "'" + name.replace("'", "''") + "'"
    one = drafted(tmp_path_factory.mktemp("name"), {"one": (f"name: {quoted}", 100.0), "two": ("name: Beta", 50.0)})
    assert one.paragraphs


def test_names_too_long_for_a_headline_give_way(tmp_path):
    rows = {"one": (f"name: {'Very ' * 12}Long Index", 100.0), "two": (f"name: {'Quite ' * 12}Long Index", 50.0)}
    for seed in range(8):
        one = drafted(tmp_path, rows, seed)
        assert len(one.title) <= 70 and "Long" not in one.title


def test_without_the_subjects_week_there_is_no_draft(tmp_path):
    with pytest.raises(MarketError, match="begins with sp_500"):
        drafted(tmp_path, lost={("sp_500", trading_week(END).base)})
