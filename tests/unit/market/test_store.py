"""The store: the last answer stands, nothing is forgotten, and neither two writers nor a kill can hurt it."""

import math
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import time
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import MarketError, ReportgenError
from reportgen.lock import lock
from reportgen.market.store import Columns, Fetch, Holding, Revision, open_store
from reportgen.model import Close

NOW = datetime(2026, 1, 10, 8, tzinfo=UTC)
FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)
FRIDAY = date(2026, 1, 9)


def closes(levels, adjusted=(), *, ending=FRIDAY, source="The Exchange", url="", retrieved="2026-01-10T07:00:00Z"):
    """Closes on consecutive days up to `ending`."""
    days = [ending - timedelta(days=back) for back in range(len(levels))][::-1]
    more = list(adjusted) or [None] * len(days)
    return {d: Close(d, level, source, url, retrieved, a) for d, level, a in zip(days, levels, more, strict=True)}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "market.db"


@pytest.fixture
def store(path):
    with open_store(path) as opened:
        yield opened


def every(store, source="feed", symbol="A"):
    return store.held(source, symbol, FIRST, LAST)


def refused(action, *args, **kwargs):
    with pytest.raises(ReportgenError) as caught:
        action(*args, **kwargs)
    assert caught.value.exit == 4
    return "\n".join(caught.value.lines())


# -- laws ----------------------------------------------------------------------------------------------------

DAYS = [FRIDAY - timedelta(days=n) for n in range(6)]
NUMBERS = st.one_of(st.sampled_from([1.0, 2.0, 2.5, -0.25]), st.floats(allow_nan=False, allow_infinity=False))
ANSWERS = st.lists(
    st.tuples(
        st.sampled_from(["feed", "other"]),
        st.dictionaries(st.sampled_from(["A", "^B"]), st.dictionaries(st.sampled_from(DAYS), NUMBERS)),
    ),
    max_size=8,
)


@contextmanager
def a_store():
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "market.db") as opened:
        yield opened


@given(ANSWERS)
def test_the_last_answer_stands_and_every_change_is_told_in_order(answers):
    last, first_read, changes = {}, {}, []
    with a_store() as store:
        for step, (source, by_symbol) in enumerate(answers):
            now = NOW + timedelta(days=step)
            given_ = {
                symbol: {d: Close(d, level, "Printer", f"https://example.org/{step}") for d, level in by.items()}
                for symbol, by in by_symbol.items()
            }
            told = []
            for symbol, by in sorted(given_.items()):
                for day, close in sorted(by.items()):
                    key = source, symbol, day
                    if last.get(key) != close.level:
                        stands = replace(close, retrieved=f"{now:%Y-%m-%dT%H:%M:%SZ}")
                        if key in last:
                            told.append(Revision(source, symbol, first_read[key], stands, stands.retrieved))
                        last[key], first_read[key] = close.level, stands
            assert store.keep(source, given_, now) == tuple(told)
            changes += told
        for source in ("feed", "other"):
            for symbol in ("A", "^B"):
                kept = {day: c for (s, y, day), c in sorted(first_read.items()) if (s, y) == (source, symbol)}
                assert list(every(store, source, symbol).items()) == list(kept.items())
        assert store.revisions() == tuple(changes)
        assert {(h.source, h.symbol, h.count) for h in store.symbols()} == {
            (s, y, sum(k[:2] == (s, y) for k in last)) for s, y, _ in last
        }


@given(ANSWERS, st.sampled_from(DAYS), st.sampled_from(DAYS), st.booleans())
def test_held_rows_and_columns_tell_the_same(answers, start, end, by_hand):
    with a_store() as store:
        for source, by_symbol in answers:
            adjusted = {
                symbol: {
                    d: Close(d, level, "P", adjusted=level / 2 if i % 2 else None)
                    for i, (d, level) in enumerate(by.items())
                }
                for symbol, by in by_symbol.items()
            }
            store.keep(source, adjusted, NOW)
        if by_hand:
            with closing(sqlite3.connect(store.path)) as other, other:
                other.execute("update closes set level = level / 4 + 1 where session % 2")
                other.execute("delete from closes where session % 3 = 0")
        symbols = ["^B", "none", "A", "^B"]
        held = {y: by for y in ("^B", "A") if (by := store.held("feed", y, start, end))}
        rows = [(y, d, c.level, c.adjusted) for y in ("A", "^B") for d, c in held.get(y, {}).items()]
        assert list(store.rows("feed", symbols, start, end)) == rows
        columns = store.columns("feed", symbols, start, end)
        assert list(columns) == list(held)
        for symbol, found in columns.items():
            assert [date.fromordinal(s) for s in found.sessions] == list(held[symbol])
            assert list(found.levels) == [c.level for c in held[symbol].values()]
            plain = [None if math.isnan(a) else a for a in found.adjusted or [math.nan] * len(found.levels)]
            assert plain == [c.adjusted for c in held[symbol].values()]


@given(
    st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8"))
)
def test_any_name_comes_back_as_it_was(source, symbol, name):
    day = Close(FRIDAY, 1.0, name, name, name or "2026")
    with a_store() as store:
        store.keep(source, {symbol: {FRIDAY: day}}, NOW)
        assert every(store, source, symbol) == {FRIDAY: day}
        assert list(store.columns(source, [symbol], FRIDAY, FRIDAY)) == [symbol]


# -- what is kept --------------------------------------------------------------------------------------------


def test_the_same_level_again_keeps_its_first_reading_and_is_confirmed(store):
    store.keep("feed", {"A": closes([2624.22])}, NOW)
    again = closes([2624.22], source="The Exchange, corrected", retrieved="2026-01-17T07:00:00Z")
    assert store.keep("feed", {"A": again}, NOW) == ()
    assert every(store) == closes([2624.22])
    assert store.symbols() == (Holding("feed", "A", FRIDAY, FRIDAY, 1, 0, "2026-01-17T07:00:00Z"),)


def test_a_revision_names_both_closes(store):
    store.keep("feed", {"A": closes([2624.22])}, NOW)
    later = closes([2624.32], retrieved="2026-01-17T07:00:00Z")
    told = store.keep("feed", {"A": later}, NOW + timedelta(days=7))
    one = Revision("feed", "A", closes([2624.22])[FRIDAY], later[FRIDAY], "2026-01-17T08:00:00Z")
    assert told == store.revisions() == store.revisions("feed", "A", NOW + timedelta(days=7)) == (one,)
    for wrong in ({"source": "x"}, {"symbol": "x"}, {"since": NOW + timedelta(days=8)}):
        assert store.revisions(**wrong) == ()
    assert store.symbols()[0].revisions == 1


def test_sources_are_kept_apart(store):
    store.keep("yahoo", {"A": closes([1.0])}, NOW)
    store.keep("csv", {"A": closes([2.0])}, NOW)
    assert store.sources() == ("csv", "yahoo")
    assert every(store, "yahoo") == closes([1.0])
    assert [h.source for h in store.symbols("csv")] == ["csv"]


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("column", ["level", "adjusted"])
def test_what_is_no_number_is_refused_before_anything_is_written(store, bad, column):
    wrong = {d: replace(c, **{column: bad}) for d, c in closes([1.0, 2.0]).items()}
    message = refused(store.keep, "feed", {"A": closes([1.0]), "B": wrong}, NOW)
    assert message.count("B has no number for its") == 2
    assert "2026-01-09" in message
    assert str(bad) in message
    assert store.symbols() == ()


def test_a_close_under_another_session_is_refused(store):
    message = refused(store.keep, "feed", {"A": {DAYS[1]: closes([1.0])[FRIDAY]}}, NOW)
    assert message == "the close of A for 2026-01-09 was given for 2026-01-08"


def test_the_log_of_what_was_asked(store):
    store.log("yahoo", ["A", "^B"], DAYS[-1], FRIDAY, NOW)
    store.log("fred", ["C"], FRIDAY, FRIDAY, NOW + timedelta(hours=1), "cannot be reached")
    first = Fetch("yahoo", ("A", "^B"), DAYS[-1], FRIDAY, "2026-01-10T08:00:00Z", "ok")
    second = Fetch("fred", ("C",), FRIDAY, FRIDAY, "2026-01-10T09:00:00Z", "cannot be reached")
    assert store.fetches() == (first, second)
    assert store.fetches("yahoo") == (first,)
    assert store.fetches(since=NOW + timedelta(minutes=1)) == (second,)


def test_who_opens_the_file_with_another_program_finds_the_book(store):
    store.keep("feed", {"A": closes([2624.22], url="https://example.org/")}, NOW)
    store.keep("feed", {"A": closes([2624.22], retrieved="2026-01-17T07:00:00Z")}, NOW)
    with closing(sqlite3.connect(store.path)) as other:
        other.row_factory = sqlite3.Row
        assert [dict(row) for row in other.execute("select * from book")] == [
            {
                "source": "feed", "symbol": "A", "session": "2026-01-09", "level": 2624.22, "adjusted": None,
                "name": "The Exchange", "url": "https://example.org/", "retrieved": "2026-01-10T07:00:00Z",
                "confirmed": "2026-01-17T07:00:00Z",
            }
        ]  # fmt: skip


# -- adjusted closes -----------------------------------------------------------------------------------------


def adjusted(store):
    return [c.adjusted for c in every(store).values()]


def test_a_new_adjusted_close_is_no_revision(store):
    store.keep("feed", {"A": closes([10.0, 10.0], [9.8, 10.0])}, NOW)
    assert store.keep("feed", {"A": closes([10.0, 10.0], [9.7, 9.9])}, NOW) == ()
    assert adjusted(store) == [9.7, 9.9]
    assert store.revisions() == ()


def test_adjusted_closes_of_another_basis_are_dropped(store):
    """A distribution since: the older sessions' adjusted closes no longer fit, and are not known any more."""
    store.keep("feed", {"A": closes([10.0, 10.0, 10.0], [9.8, 9.9, 10.0])}, NOW)
    store.keep("feed", {"A": closes([10.0, 9.9], [9.9, 9.9], ending=FRIDAY + timedelta(days=1))}, NOW)
    assert adjusted(store) == [None, None, 9.9, 9.9]
    assert [c.level for c in every(store).values()] == [10.0, 10.0, 10.0, 9.9]


def test_adjusted_closes_of_the_same_basis_stay(store):
    store.keep("feed", {"A": closes([10.0, 10.0, 10.0], [9.8, 9.9, 10.0])}, NOW)
    more = closes([20.0, 9.9], [20.0, 9.9], ending=FRIDAY + timedelta(days=1))
    assert len(store.keep("feed", {"A": more}, NOW)) == 1  # a corrected close, and its adjusted close with it
    assert adjusted(store) == [9.8, 9.9, 20.0, 9.9]


def test_adjusted_closes_that_share_no_session_are_not_mixed(store):
    store.keep("feed", {"A": closes([10.0, 10.0], [9.9, 10.0])}, NOW)
    store.keep("feed", {"A": closes([9.9], [9.9], ending=FRIDAY + timedelta(days=3))}, NOW)
    assert adjusted(store) == [None, None, 9.9]
    assert math.isnan(store.columns("feed", ["A"], FIRST, LAST)["A"].adjusted[0])


def test_columns_without_adjusted_closes_say_so(store):
    store.keep("feed", {"A": closes([1.0])}, NOW)
    found = store.columns("feed", ["A"], FIRST, LAST)["A"]
    assert isinstance(found, Columns)
    assert found.adjusted is None


# -- files that cannot be used -------------------------------------------------------------------------------


def test_there_is_no_store(path):
    assert refused(open_store, path, create=False).startswith(f"there is no store {path}\n  `reportgen market fetch`")
    path.touch()
    refused(open_store, path, create=False)
    assert path.read_bytes() == b""
    open_store(path).close()
    open_store(path, create=False).close()


def test_a_store_is_made_with_its_folder(tmp_path):
    open_store(tmp_path / "a" / "b" / "market.db").close()
    assert [p.name for p in (tmp_path / "a" / "b").iterdir()] == ["market.db"]
    (tmp_path / "file").touch()
    assert "cannot be used as a store" in refused(open_store, tmp_path / "file" / "market.db")
    (tmp_path / "folder.db" / "x").mkdir(parents=True)
    assert "folder.db cannot be opened" in refused(open_store, tmp_path / "folder.db")


@pytest.mark.parametrize(
    "content", [b"date,close\n2026-01-09,2624.22\n", b"SQLite format 3\0" + b"\xff" * 600, b"x", b"{}\n"]
)
def test_what_is_no_sqlite_file_is_left_as_it_is(path, content):
    path.write_bytes(content)
    message = refused(open_store, path)
    assert message.startswith("market.db is ")
    assert "\n  " in message
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_as_it_is(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("create table closes (session)")
    before = path.read_bytes()
    assert "is an SQLite file, but no store of reportgen\n  Name another file" in refused(open_store, path)
    assert path.read_bytes() == before


def test_a_store_of_a_newer_schema_is_left_as_it_is(path):
    open_store(path).close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("pragma user_version = 7")
    before = path.read_bytes()
    assert "market.db was written by a newer reportgen (schema 7; this one reads 1)\n  Install" in refused(
        open_store, path
    )
    assert path.read_bytes() == before


def test_a_full_disk_loses_nothing_that_was_kept(store):
    store.keep("feed", {"A": closes([1.0])}, NOW)
    pages = store._db.execute("pragma page_count").fetchone()[0]
    store._db.execute(f"pragma max_page_count = {pages}")
    message = refused(store.keep, "feed", {"A": closes([2.0] * 5000), "B": closes([3.0])}, NOW)
    assert message.startswith("market.db cannot grow: the disk is full\n  Free some space")
    assert every(store) == closes([1.0])
    store._db.execute("pragma max_page_count = 100000")
    store.keep("feed", {"A": closes([2.0] * 5000)}, NOW)
    assert len(every(store)) == 5000


def test_a_damaged_store_is_told(path):
    with open_store(path) as store:
        store.keep("feed", {"A": closes([1.0] * 5000)}, NOW)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 4096 // 4 * 4096])

    def use():
        with open_store(path) as store:
            every(store)
            store.keep("feed", {"A": closes([2.0] * 5000)}, NOW)

    assert refused(use).startswith("market.db is damaged\n  Put a copy of it back")


def test_another_program_s_long_transaction_is_told(store, monkeypatch):
    monkeypatch.setattr("reportgen.database.BUSY", 0.1)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other, open_store(store.path) as second:
        other.execute("begin immediate")
        assert "market.db was being written by another process" in refused(
            second.keep, "feed", {"A": closes([1.0])}, NOW
        )
        assert every(second) == {}
        other.execute("rollback")
        second.keep("feed", {"A": closes([1.0])}, NOW)
    assert every(store) == closes([1.0])


def test_what_breaks_off_in_the_middle_leaves_nothing_behind(store):
    class Broken(dict):
        asked = 0

        def items(self):
            self.asked += 1
            if self.asked > 1:
                raise KeyboardInterrupt
            return super().items()

    store.keep("feed", {"A": closes([1.0])}, NOW)
    with pytest.raises(KeyboardInterrupt):
        store.keep("feed", {"A": closes([2.0, 2.0]), "B": Broken(closes([1.0]))}, NOW)
    assert [h.symbol for h in store.symbols()] == ["A"]
    assert every(store) == closes([1.0])
    assert store.revisions() == ()
    store.keep("feed", {"A": closes([3.0])}, NOW)
    assert len(store.revisions()) == 1


@pytest.fixture
def ordinary():
    """A folder, and a user who is not root there: root may write whatever the permissions say."""
    folder = Path(tempfile.mkdtemp())
    before = os.geteuid()

    @contextmanager
    def user():
        os.seteuid(65534 if before == 0 else before)
        try:
            yield
        finally:
            os.seteuid(before)

    try:
        yield folder, user
    finally:
        folder.chmod(0o755)
        for left in folder.iterdir():
            left.unlink()
        folder.rmdir()


def test_a_store_that_may_not_be_written_is_read_and_refuses_to_keep(ordinary):
    place, user = ordinary
    path = place / "market.db"
    with open_store(path) as store:
        store.keep("feed", {"A": closes([1.0])}, NOW)
    path.chmod(0o444)
    place.chmod(0o777)
    with user(), open_store(path) as store:
        assert every(store) == closes([1.0])
        message = refused(store.keep, "feed", {"A": closes([2.0])}, NOW)
    assert message.startswith("market.db cannot be written\n  SQLite keeps two more files beside it")
    with open_store(path) as store:
        assert every(store) == closes([1.0])


@pytest.mark.parametrize("mode", [0o444, 0o666])
def test_a_store_in_a_folder_that_may_not_be_written_is_refused(ordinary, mode):
    place, user = ordinary
    path = place / "market.db"
    open_store(path).close()
    path.chmod(mode)
    place.chmod(0o555)
    with user():
        assert "market.db cannot be written\n  SQLite keeps two more files" in refused(open_store, path)
    assert list(place.iterdir()) == [path]


def test_a_folder_that_may_not_be_written(ordinary):
    place, user = ordinary
    place.chmod(0o555)
    with lock(place / "first.db", 0):
        pass
    (place / "first.db.lock").unlink()
    with user():
        assert "market.db cannot be opened\n  SQLite keeps" in refused(open_store, place / "market.db")
        assert "market.db.lock cannot be made" in refused(lock(place / "market.db", 0).__enter__)
    assert list(place.iterdir()) == []


# -- more than one process -----------------------------------------------------------------------------------

HEAD = """
import os, signal, sys, time
from datetime import date, timedelta, datetime, UTC
from pathlib import Path
from reportgen.errors import MarketError
from reportgen.lock import lock
from reportgen.market.store import open_store
from reportgen.model import Close
path, number = Path(sys.argv[1]), int(sys.argv[2])
now = datetime(2026, 1, 10, 8, tzinfo=UTC)
def closes(n, level=1.0):
    return {d: Close(d, level, "P") for d in (date(2000, 1, 1) + timedelta(days=i) for i in range(n))}
"""


def start(path, number, body):
    code = HEAD + textwrap.dedent(body)
    return subprocess.Popen(
        [sys.executable, "-c", code, str(path), str(number)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def ended(*processes):
    for one in processes:
        out, err = one.communicate(timeout=60)
        assert (one.returncode, err) == (0, ""), out + err


def sound(path):
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert other.execute("pragma journal_mode").fetchone() == ("wal",)


def test_processes_that_make_and_write_one_store_at_once_lose_nothing(path):
    body = """
    for step in range(12):
        with open_store(path) as store:
            store.keep("feed", {f"own{number}": closes(40 * (step + 1)), "shared": closes(40, number * 100.0 + step)}, now)
            store.log("feed", ["shared"], date(2000, 1, 1), date(2000, 1, 2), now, f"{number}.{step}")
    """
    ended(*[start(path, n, body) for n in range(3)])
    sound(path)
    with open_store(path, create=False) as store:
        assert {h.symbol: h.count for h in store.symbols()} == {"own0": 480, "own1": 480, "own2": 480, "shared": 40}
        assert {f.answer for f in store.fetches()} == {f"{n}.{step}" for n in range(3) for step in range(12)}
        shared = [r for r in store.revisions() if r.before.session == date(2000, 1, 1)]
        assert len(store.revisions()) == 40 * 35
        assert all(a.after.level == b.before.level for a, b in zip(shared, shared[1:], strict=False))
        assert every(store, symbol="shared")[date(2000, 1, 1)].level == shared[-1].after.level


def test_a_process_killed_in_the_middle_of_a_transaction_loses_nothing_committed(path):
    body = """
    store = open_store(path)
    store.keep("feed", {"A": closes(100)}, now)
    def slowly():
        yield from closes(20000, 2.0).items()
        print("within", flush=True)
        time.sleep(60)
    class Slow(dict):
        def __init__(self, by): super().__init__(by)
        def items(self):
            Slow.asked += 1
            return super().items() if Slow.asked < 2 else slowly()
        asked = 0
    store.keep("feed", {"A": closes(20000, 3.0), "B": Slow(closes(1))}, now)
    """
    process = start(path, 0, body)
    assert process.stdout.readline() == "within\n"
    assert path.with_name("market.db-wal").exists()
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=10)
    with open_store(path) as store:
        assert {d: c.level for d, c in every(store).items()} == dict.fromkeys(
            (date(2000, 1, 1) + timedelta(days=n) for n in range(100)), 1.0
        )
        assert store.revisions() == ()
        store.keep("feed", {"A": closes([5.0])}, NOW)
    sound(path)


def test_a_process_killed_at_any_moment_leaves_whole_transactions(path):
    body = """
    store = open_store(path)
    print("open", flush=True)
    for step in range(100000):
        store.keep("feed", {s: closes(300, float(step)) for s in "AB"}, now)
    """
    for turn in range(4):
        process = start(path, 0, body)
        process.stdout.readline()
        time.sleep(0.05 + 0.07 * turn)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=10)
        with open_store(path) as store:
            levels = {c.level for s in "AB" for c in every(store, symbol=s).values()}
            assert len(levels) <= 1
            columns = store.columns("feed", "AB", FIRST, LAST)
            assert {level for one in columns.values() for level in one.levels} == levels
        sound(path)


def test_one_gatherer_at_a_time(path):
    body = """
    with lock(path, 0):
        print("held", flush=True)
        time.sleep(60)
    """
    process = start(path, 0, body)
    assert process.stdout.readline() == "held\n"
    before = time.monotonic()
    message = refused(lock(path, 0.3).__enter__)
    assert 0.3 <= time.monotonic() - before < 5
    assert message.startswith(f"market.db is in use by process {process.pid}\n  One process gathers at a time")
    link = path.with_name("link.db")
    open_store(path).close()
    link.symlink_to(path)
    assert str(process.pid) in refused(lock(link, 0).__enter__)
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    with lock(path, 0), pytest.raises(MarketError, match=f"in use by process {os.getpid()}"), lock(path, 0):
        pass
    with lock(path, 0):
        pass
    process.stdout.close()
    process.stderr.close()


def test_who_waits_for_the_lock_gets_it(path):
    body = """
    with lock(path, 0):
        print("held", flush=True)
        time.sleep(0.5)
    """
    process = start(path, 0, body)
    process.stdout.readline()
    with lock(path, 30):
        pass
    ended(process)


def test_a_reader_sees_what_was_there_while_another_writes(store):
    store.keep("feed", {"A": closes([1.0])}, NOW)
    seen = []
    with open_store(store.path) as reader:

        class Looking(dict):
            def items(self):
                seen.append(every(reader))
                return super().items()

        store.keep("feed", {"A": closes([2.0]), "B": Looking(closes([2.0]))}, NOW)
        assert seen == [closes([1.0])] * 2
        assert every(reader) == closes([2.0])
