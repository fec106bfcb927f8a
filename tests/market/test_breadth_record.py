"""A week with a universe, built from its closes, and again from its record in an empty folder: the same bytes."""

import json
import shutil
from datetime import UTC, date, datetime
from random import Random

import pytest

from reportgen.build import FORMATS, build
from reportgen.errors import MarketError
from reportgen.market.calendar import sessions

END = date(2026, 1, 9)
DAYS = sessions("XNYS", date(2022, 6, 1), END)
CONFIG = """
publication: {name: The Weekly, publisher: The Press}
market: {source: csv, path: closes.csv}
instruments: {large: {symbol: LRG, name: Large 12, kind: index}}
universes: {members: {members: members.csv, name: Large 12}, ours: {members: ours.csv, name: Large 12, proxy: true}}
charts: {above: {kind: breadth, universe: members}, own: {kind: breadth, universe: ours}}
issue:
  title: Breadth
  deck: "Of all of them, {{ members.above_200_day }} stand above their average, {{ ours.up_week }} of ours rose."
  week_ending: 2026-01-09
  body: |
    Not for {{ members.up_week_high_years }} years had that many risen.

    [[breadth members]]

    [[breadth ours]]

    [[chart above]]

    [[chart own]]
"""


def level(number, index):
    """A path of ups and downs; in the last week every one rises, as in no week before."""
    last = index >= len(DAYS) - 5
    return round(100 + index * 0.05 + Random(1000 * number + index).uniform(-8, 8) + 30 * last, 2)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("breadth")
    (place / "config.yaml").write_text(CONFIG)
    rows = [f"{day},LRG,{1000 + index}" for index, day in enumerate(DAYS)]
    rows += [f"{day},S{n},{level(n, index)}" for n in range(12) for index, day in enumerate(DAYS)]
    (place / "closes.csv").write_text("\n".join(["date,symbol,close", *rows]))
    members = [f"S{n},," for n in range(12)]
    (place / "members.csv").write_text("\n".join(["symbol,from,to", *members, "GONE,2020-01-02,2021-01-04"]))
    (place / "ours.csv").write_text("\n".join(["symbol", *(f"S{n}" for n in range(8))]))
    return place


def built(folder, record=None):
    now = datetime(2026, 1, 10, 9, tzinfo=UTC)
    done = build(folder, issue=None, week=None, record=record, output=folder / "output", formats=FORMATS, now=now)
    assert done.without_pdf is None
    return {name: (done.folder / name).read_bytes() for name in done.files}


@pytest.fixture(scope="module")
def editions(folder):
    return built(folder)


def test_from_the_record_in_an_empty_folder(folder, editions, tmp_path):
    shutil.copy(folder / "config.yaml", tmp_path)
    (tmp_path / "record.json").write_bytes(editions["record.json"])
    again = built(tmp_path, tmp_path / "record.json")
    assert {"index.html", "report.pdf", "report.txt", "record.json", "figures.json"} < again.keys()
    assert [name for name in editions if again.get(name) != editions[name]] == []
    assert again.keys() == editions.keys()


def test_what_stands_in_the_record(editions):
    held = json.loads(editions["record.json"])
    head = held["breadth"]["members"]
    assert (head["name"], head["members"], head["source"]) == ("Large 12", "members.csv", "closes.csv")
    assert held["breadth"]["ours"]["proxy"] is True
    assert head["tallies"]["up_week"][1:] == [12, 12]
    days = [row[0] for row in held["shares"]["members.above_200_day"]]
    assert days == [day.isoformat() for day in DAYS[199:]]
    assert "S3" not in editions["record.json"].decode()


def test_the_history_reaches_as_far_as_the_closes_of_a_dated_list(editions):
    figures = {one["id"]: one for one in json.loads(editions["figures.json"])["figures"]}
    assert figures["members.up_week_high_years"]["value"] == 3.0
    held = json.loads(editions["record.json"])["shares"]
    assert held["ours.up_day"][0][0] > "2024-11-01" > held["members.up_day"][0][0] == DAYS[1].isoformat()


@pytest.mark.parametrize(
    "change",
    [
        ("members: members.csv", "members: others.csv"),
        ("ours.csv, name: Large 12, proxy: true", "ours.csv, name: Large 12"),
    ],
)
def test_another_list_than_the_record_s_is_refused(folder, editions, tmp_path, change):
    (tmp_path / "config.yaml").write_text(CONFIG.replace(*change))
    (tmp_path / "record.json").write_bytes(editions["record.json"])
    with pytest.raises(MarketError) as caught:
        built(tmp_path, tmp_path / "record.json")
    assert caught.value.message.startswith("the record was counted by ")
