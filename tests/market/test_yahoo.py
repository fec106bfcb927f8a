"""The real yfinance against a small Yahoo on 127.0.0.1: its answers, and what is said when there are none."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, date, datetime
from datetime import time as clock
from pathlib import Path

import pytest
from yahoo_server import DOWN, HANG_UP, PAGE, TOO_MANY, UNKNOWN, Reply, Yahoo, chart, opening, refusal

from reportgen.errors import MarketError
from reportgen.market import Request, record
from reportgen.market.gather import gather
from reportgen.market.sources import yahoo
from reportgen.measure import figure
from reportgen.model import Close, Instrument, MarketPlan

pytestmark = pytest.mark.long

RECORDED = Path(__file__).resolve().parents[3] / "shared/data/yahoo/chart-AAPL-2020-08-31-to-2020-11-07.json"
WEEK = {
    date(2026, 1, 2): 2508.219970703125,
    date(2026, 1, 5): 2547.919921875,
    date(2026, 1, 6): 2582.8798828125,
    date(2026, 1, 7): 2575.419921875,
    date(2026, 1, 8): 2603.909912109375,
    date(2026, 1, 9): 2624.219970703125,
}
LEVELS = [2508.22, 2547.92, 2582.88, 2575.42, 2603.91, 2624.22]
FRIDAY = date(2026, 1, 9)
GOOD = chart("^RUT", [(opening(session), level) for session, level in WEEK.items()])
HALF = Reply(GOOD.body[: len(GOOD.body) // 2])


@pytest.fixture(autouse=True)
def hermetic(monkeypatch, tmp_path):
    """A cache of its own, no pauses, and for all that does not stay here a proxy that is not there."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("REPORTGEN_YAHOO_PAUSE", "0.01")
    monkeypatch.setattr(yahoo, "DEADLINE", 30.0)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")


@pytest.fixture
def serve(monkeypatch):
    """Starts a Yahoo with these replies by symbol."""
    running = []

    def start(replies=None, *, silent=False):
        server = Yahoo(replies or {}, silent=silent).__enter__()
        running.append(server)
        monkeypatch.setenv(yahoo.BASE_URL, server.url)
        return server

    yield start
    for server in running:
        server.__exit__()


def week(start=date(2026, 1, 2), end=FRIDAY, now=datetime(2026, 1, 9, 22, 15, tzinfo=UTC), **symbols):
    return Request(symbols or {"russell_2000": "^RUT"}, start, end, now)


def refused(request):
    with pytest.raises(MarketError) as caught:
        yahoo.closes(request)
    return caught.value


def levels(closes, key="russell_2000"):
    return [close.level for close in closes[key].values()]


def test_a_good_answer(serve, capfd):
    server = serve({"^RUT": [GOOD], "^GSPC": [chart("^GSPC", [(opening(FRIDAY), 6966.27978515625)])]})
    closes = yahoo.closes(week(russell_2000="^RUT", sp_500="^GSPC", again="^RUT"))
    assert list(closes) == ["russell_2000", "sp_500", "again"]
    assert list(closes["russell_2000"]) == list(WEEK)
    assert levels(closes) == LEVELS
    assert closes["again"] == closes["russell_2000"]
    assert closes["sp_500"][FRIDAY] == Close(
        FRIDAY, 6966.28, "Yahoo Finance via yfinance", retrieved="2026-01-09T22:15:00Z"
    )
    assert {seen.host for seen in server.seen} == {
        "fc.yahoo.com",
        "query1.finance.yahoo.com",
        "query2.finance.yahoo.com",
    }
    asked = server.seen[-1].query
    assert asked["period1"] == [str(opening(date(2026, 1, 2), clock(0)))]
    assert asked["period2"] == [str(opening(date(2026, 1, 10), clock(0)))]
    assert asked["interval"] == ["1d"]
    assert capfd.readouterr() == ("", "")


def test_the_moment_is_told_in_utc(serve):
    serve({"^RUT": [GOOD]})
    now = datetime.fromisoformat("2026-01-09T17:15:00.5-05:00")
    closes = yahoo.closes(week(now=now))
    assert closes["russell_2000"][FRIDAY].retrieved == "2026-01-09T22:15:00Z"


def test_the_time_zones_are_kept_in_our_own_cache(serve, tmp_path):
    server = serve({"^RUT": [GOOD]})
    yahoo.closes(week())
    cold = server.asked_for_prices("^RUT")
    yahoo.closes(week())
    assert (tmp_path / "cache/reportgen/yfinance/tkr-tz.db").is_file()
    assert (cold, server.asked_for_prices("^RUT") - cold) == (2, 1)


def test_levels_have_the_decimals_that_yahoo_names(serve):
    hints = {"FOUR": 4, "ZERO": 0, "NONE": None}
    bars = [(opening(FRIDAY), 1.1635781526565552)]
    serve({symbol: [chart(symbol, bars, priceHint=hint)] for symbol, hint in hints.items()})
    closes = yahoo.closes(week(four="FOUR", zero="ZERO", none="NONE"))
    assert [levels(closes, key) for key in closes] == [[1.1636], [1.16], [1.1635781526565552]]


def test_only_the_days_that_were_asked_for(serve):
    serve({"^RUT": [GOOD]})
    closes = yahoo.closes(week(start=date(2026, 1, 5), end=date(2026, 1, 8)))
    assert list(closes["russell_2000"]) == list(WEEK)[1:-1]


def test_a_day_that_comes_empty_is_not_there(serve):
    bars = [(opening(session), level) for session, level in WEEK.items()]
    serve({"^RUT": [chart("^RUT", [*bars[:-1], (bars[-1][0], None)])]})
    assert list(yahoo.closes(week())["russell_2000"]) == list(WEEK)[:-1]


def test_a_friday_that_does_not_come_is_not_there(serve):
    bars = [(opening(session), level) for session, level in WEEK.items()]
    serve({"^RUT": [chart("^RUT", bars[:-1])]})
    assert list(yahoo.closes(week())["russell_2000"]) == list(WEEK)[:-1]


def test_the_live_bar_of_the_last_day_replaces_its_first_one(serve):
    bars = [(opening(session), level) for session, level in WEEK.items()]
    live = (opening(FRIDAY, clock(16, 0)), 2624.5)
    serve({"^RUT": [chart("^RUT", [*bars, live])]})
    assert levels(yahoo.closes(week())) == [*LEVELS[:-1], 2624.5]


def test_the_date_is_the_exchanges_own(serve):
    tokyo = datetime.fromisoformat("2026-01-09T09:00:00+09:00")
    bars = [(int(tokyo.timestamp()), 51939.890625)]
    serve({"^N225": [chart("^N225", bars, exchangeTimezoneName="Asia/Tokyo", currency="JPY")]})
    assert list(yahoo.closes(week(nikkei="^N225"))["nikkei"]) == [FRIDAY]


def test_dividends_do_not_change_a_close(serve):
    days = [date(2026, 1, 8), FRIDAY]
    dividend = {"dividends": {str(opening(FRIDAY)): {"amount": 5.0, "date": opening(FRIDAY)}}}
    split = {str(opening(FRIDAY)): {"date": opening(FRIDAY), "numerator": 2, "denominator": 1, "splitRatio": "2:1"}}
    bars = [(opening(session), 100.0) for session in days]
    reply = chart(
        "FUND",
        bars,
        adjusted=[95.0, 100.0],
        events={**dividend, "splits": split},
        instrumentType="ETF",
    )
    serve({"FUND": [reply]})
    found = yahoo.closes(week(fund="FUND"))
    assert levels(found, "fund") == [100.0, 100.0]
    assert [close.adjusted for close in found["fund"].values()] == [95.0, 100.0]


def adjusted(serve, kind, values, closes=(100.0, 101.5)):
    """The adjusted closes that come of an answer for an instrument of this type."""
    bars = [(opening(day), level) for day, level in zip((date(2026, 1, 8), FRIDAY), closes, strict=True)]
    serve({"ONE": [chart("ONE", bars, adjusted=values, instrumentType=kind)]})
    return [close.adjusted for close in yahoo.closes(week(one="ONE"))["one"].values()]


@pytest.mark.parametrize("kind", ["INDEX", "CURRENCY", "FUTURE", "CRYPTOCURRENCY"])
@pytest.mark.parametrize("values", [[100.0, 101.5], [95.0, 101.5]], ids=["equal", "different"])
def test_what_pays_nothing_has_no_adjusted_closes(serve, kind, values):
    assert adjusted(serve, kind, values) == [None, None]


@pytest.mark.parametrize("kind", ["EQUITY", "ETF", "MUTUALFUND"])
def test_a_fund_without_a_distribution_has_adjusted_closes(serve, kind):
    assert adjusted(serve, kind, [100.0, 101.5]) == [100.0, 101.5]


@pytest.mark.parametrize("kind", ["NEWTYPE", None])
def test_of_an_unknown_type_a_mere_repetition_is_left_out(serve, kind):
    assert adjusted(serve, kind, [100.0, 101.5]) == [None, None]
    assert adjusted(serve, kind, [98.76543210987654, 101.5]) == [98.76543210987654, 101.5]


@pytest.mark.parametrize("bad", [None, 0.0, -1.0])
def test_an_adjusted_close_that_is_none_is_left_out(serve, bad):
    assert adjusted(serve, "ETF", [bad, 101.5]) == [None, 101.5]


def test_an_adjusted_close_beside_an_empty_close_is_left_out(serve):
    assert adjusted(serve, "ETF", [95.0, 101.5], closes=(None, 101.5)) == [101.5]


@pytest.mark.recorded
@pytest.mark.skipif(not RECORDED.is_file(), reason="the recorded answer is not on this machine")
def test_a_recorded_split_and_dividend(serve):
    body = json.loads(RECORDED.read_text())["response"]["bodyJson"]
    recorded = body["chart"]["result"][0]
    serve({"AAPL": [Reply(json.dumps(body).encode())]})
    closes = yahoo.closes(week(start=date(2020, 8, 31), end=date(2020, 11, 6), apple="AAPL"))["apple"]
    assert [close.level for close in closes.values()] == [
        round(level, 2) for level in recorded["indicators"]["quote"][0]["close"]
    ]
    last, before = closes[date(2020, 11, 6)], closes[date(2020, 10, 30)]
    assert last.level / before.level - 1 == pytest.approx(0.09030, abs=5e-6)
    assert [close.adjusted for close in closes.values()] == recorded["indicators"]["adjclose"][0]["adjclose"]
    assert last.adjusted / before.adjusted - 1 == pytest.approx(0.09218, abs=5e-6)


@pytest.mark.recorded
@pytest.mark.skipif(not RECORDED.is_file(), reason="the recorded answer is not on this machine")
def test_a_total_return_comes_through_the_store_and_the_record(serve, tmp_path):
    """Of the week to 2020-11-06, on which the share went ex dividend (0.205): 9.218 %, the price 9.030 %."""
    serve({"AAPL": [Reply(json.dumps(json.loads(RECORDED.read_text())["response"]["bodyJson"]).encode())]})
    end, store = date(2020, 11, 6), tmp_path / "closes.sqlite"
    plan = MarketPlan("yahoo", None, "", "XNYS", "apple", store=store, history=date(2020, 8, 31))
    ones = {"apple": Instrument("apple", "AAPL", "Apple", "Apple", "stock", currency="USD")}

    def gathered(held=None):
        now = datetime(2020, 11, 7, tzinfo=UTC)
        return gather(plan, ones, ending=end, ending_place=None, asked=None, record=held, now=now)

    market = gathered()
    file = tmp_path / "record.json"
    file.write_bytes(record.write(market, ones, {}, {}))
    assert gathered(file) == market
    serve({"AAPL": [TOO_MANY]})
    for week in (market, gathered(file), gathered()):
        found = {m: figure(week, "apple", m, instruments=ones, benchmark="apple", records={}) for m in RETURNS}
        assert {m: round(one.value, 5) for m, one in found.items()} == RETURNS


RETURNS = {"week": 0.09030, "week_total": 0.09218}
PASSING = {
    "R429": (TOO_MANY, "Yahoo answered 429 Too Many Requests"),
    "R500": (DOWN, "Yahoo answered 500 Internal Server Error"),
    "PAGE": (PAGE, "Yahoo answered with a web page instead of data"),
    "HALF": (HALF, "Yahoo's answer broke off"),
}


def test_what_may_pass_is_asked_three_times_and_told(serve):
    server = serve({symbol: [bad] for symbol, (bad, _) in PASSING.items()} | {"^RUT": [GOOD]})
    error = refused(week(**{symbol.lower(): symbol for symbol in [*PASSING, "^RUT"]}))
    told = [f"{symbol}: {reason}, three times" for symbol, (_, reason) in PASSING.items()]
    assert error.message.splitlines() == told
    assert error.hint.startswith("Try again later, or take the closes from a csv source")
    assert "--record" in error.hint
    assert [server.asked_for_prices(symbol) for symbol in PASSING] == [6, 6, 3, 3]


@pytest.mark.parametrize("before", [[], [GOOD]], ids=["zone", "closes"])
def test_what_has_passed_gives_the_closes(serve, before):
    """Whether it struck the request for the time zone or the second one, for the closes. Refusals come twice,
    since yfinance itself asks again after one.
    """
    once = {"PAGE": [PAGE], "HALF": [HALF], "R429": [TOO_MANY] * 2, "R500": [DOWN] * 2}
    server = serve({symbol: [*before, *bad, GOOD] for symbol, bad in once.items()})
    closes = yahoo.closes(week(**{symbol.lower(): symbol for symbol in once}))
    assert [levels(closes, key) for key in closes] == [LEVELS] * 4
    assert [server.asked_for_prices(symbol) for symbol in once] == [3, 3, 4, 4]


def test_different_reasons_are_all_told(serve):
    serve({"^RUT": [PAGE, HALF, PAGE]})
    assert refused(week()).message == (
        "^RUT: Yahoo answered with a web page instead of data, then Yahoo's answer broke off, "
        "then Yahoo answered with a web page instead of data"
    )


def test_every_symbol_that_fails_is_told_at_once(serve):
    server = serve({"^RUT": [TOO_MANY], "^GSPC": [GOOD], "^DJI": [PAGE]})
    error = refused(week(r="^RUT", s="^GSPC", d="^DJI", x="^XYZ"))
    assert error.message.splitlines() == [
        "^RUT: Yahoo answered 429 Too Many Requests, three times",
        "^DJI: Yahoo answered with a web page instead of data, three times",
        "^XYZ: Yahoo does not know this symbol",
    ]
    assert error.hint.startswith("Try again later, or correct the symbol in config.yaml, or take the closes")
    assert server.asked_for_prices("^RUT") > server.asked_for_prices("^XYZ")


def test_unknown_symbols_are_not_asked_again(serve):
    """Three, because yfinance reports the third one otherwise than the first two. Each costs two requests."""
    symbols = {"a": "^AAA", "b": "^BBB", "c": "^CCC"}
    server = serve({symbol: [UNKNOWN] for symbol in symbols.values()})
    error = refused(week(**symbols))
    assert error.message.splitlines() == [f"{symbol}: Yahoo does not know this symbol" for symbol in symbols.values()]
    assert error.hint.startswith("Correct the symbol in config.yaml, or take the closes")
    assert [server.asked_for_prices(symbol) for symbol in symbols.values()] == [2, 2, 2]


def test_what_does_not_pass_is_told_in_plain_words(serve):
    nothing = "Yahoo has no closes from 2026-01-02 to 2026-01-09"
    missing = refusal(400, "Bad Request", "Data doesn't exist for\n startDate = 1")
    replies = {
        "NOTHING": (chart("NOTHING", []), nothing),
        "EMPTY": (chart("EMPTY", [(opening(FRIDAY), None)]), nothing),
        "R400": (missing, f"{nothing} (Data doesn't exist for startDate = 1)"),
        "R403": (Reply(b"<html>Forbidden</html>", 403, "text/html"), "Yahoo answered 403 Forbidden"),
    }
    server = serve({symbol: [GOOD, reply] for symbol, (reply, _) in replies.items()})
    error = refused(week(**{symbol.lower(): symbol for symbol in replies}))
    assert error.message.splitlines() == [f"{symbol}: {reason}" for symbol, (_, reason) in replies.items()]
    assert [server.asked_for_prices(symbol) for symbol in replies] == [2, 2, 3, 3]


def test_a_shape_that_yfinance_cannot_read(serve):
    serve({"^RUT": [GOOD, Reply(b'{"chart": {"result": [{"meta": {}}], "error": null}}')]})
    error = refused(week())
    assert re.fullmatch(r"\^RUT: yfinance [\d.]+ cannot read Yahoo's answer \(.*'indicators'.*\)", error.message)
    assert error.hint.startswith("Install a newer yfinance, or take the closes")


def test_silence_ends_at_the_deadline_and_leaves_no_child(serve, monkeypatch):
    children = []

    class Noted(subprocess.Popen):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            children.append(self.pid)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    monkeypatch.setattr(yahoo, "DEADLINE", 3.0)
    serve(silent=True)
    started = time.monotonic()
    error = refused(week(russell_2000="^RUT", sp_500="^GSPC"))
    assert time.monotonic() - started < 15
    assert error.message == "Yahoo Finance was not done within 3 s: no answer for ^RUT, ^GSPC"
    assert "csv source" in error.hint
    assert "--record" in error.hint
    (pid,) = children
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(ProcessLookupError):
        os.killpg(pid, 0)


def test_an_interruption_leaves_no_child(serve, monkeypatch):
    class Interrupted(subprocess.Popen):
        def communicate(self, *args, **kwargs):
            children.append(self)
            raise KeyboardInterrupt

    children = []
    monkeypatch.setattr(subprocess, "Popen", Interrupted)
    serve(silent=True)
    with pytest.raises(KeyboardInterrupt):
        yahoo.closes(week())
    (child,) = children
    assert child.wait(10) == -signal.SIGKILL
    for pipe in (child.stdin, child.stdout, child.stderr):
        pipe.close()


def test_what_is_known_at_the_deadline_is_told_with_it(serve, monkeypatch):
    serve()
    known = {
        "^XYZ": yahoo.Answer("^XYZ", {}, "Yahoo does not know this symbol"),
        "^RUT": yahoo.Answer("^RUT", {}),
    }
    monkeypatch.setattr(yahoo, "_ask", lambda request, base: (known, True))
    assert refused(week(x="^XYZ", r="^RUT", s="^GSPC", d="^DJI")).message.splitlines() == [
        "Yahoo Finance was not done within 30 s: no answer for ^GSPC, ^DJI",
        "^XYZ: Yahoo does not know this symbol",
    ]


def test_a_child_that_nobody_waits_for_ends_by_itself(serve, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    serve(silent=True)
    order = {
        "symbols": ["^RUT"],
        "start": "2026-01-05",
        "end": "2026-01-09",
        "base": os.environ[yahoo.BASE_URL],
    }
    command = [sys.executable, "-c", "from reportgen.market.sources import yahoo_child as y; y.GRACE = 0; y.main()"]
    ended = subprocess.run(
        command,
        input=json.dumps({**order, "deadline": 1}),
        text=True,
        capture_output=True,
        timeout=20,
        check=False,
        cwd=Path(yahoo.__file__).parents[3],
    )
    assert ended.returncode == 1
    assert ended.stdout == ""


def test_nothing_listening_is_told_at_once(monkeypatch):
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    monkeypatch.setenv(yahoo.BASE_URL, f"http://127.0.0.1:{port}")
    monkeypatch.setattr(subprocess, "Popen", None)
    error = refused(week())
    assert error.message == f"Yahoo Finance cannot be reached: 127.0.0.1:{port}: Connection refused"
    assert error.hint.startswith("Check the network, or take the closes from a csv source")


def test_a_connection_that_is_closed_without_an_answer(serve):
    serve({"^RUT": [HANG_UP]})
    assert refused(week()).message == "^RUT: the connection to Yahoo failed (Empty reply from server), three times"


@pytest.mark.parametrize(
    "base",
    [
        "http://query2.finance.yahoo.com:80",
        "http://127.0.0.1@example.com:80",
        "http://127.0.0.2:80",
        "https://127.0.0.1:80",
        "http://127.0.0.1",
        "http://[::1:80",
        "127.0.0.1:80",
    ],
)
def test_only_this_machine_may_stand_in_for_yahoo(monkeypatch, base):
    monkeypatch.setenv(yahoo.BASE_URL, base)
    monkeypatch.setattr(subprocess, "Popen", None)
    error = refused(week())
    assert "may only name a server on this machine" in error.message
    assert yahoo.BASE_URL in error.hint


def test_a_broken_installation_is_told(serve, monkeypatch, tmp_path):
    (tmp_path / "yfinance.py").write_text("raise ImportError('no yfinance here')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    serve({"^RUT": [GOOD]})
    assert refused(week()).message == "yfinance could not be run: ImportError: no yfinance here"


def test_yfinance_stays_out_of_our_own_process():
    code = "import sys, reportgen.market.sources.yahoo; print(sorted({'yfinance', 'curl_cffi'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
