"""The source fred against a small FRED on 127.0.0.1: its answers, and what is said when there are none."""

import socket
import time
from contextlib import closing
from datetime import UTC, date, datetime
from importlib.resources import files

import pytest
from fred_server import UNKNOWN, Fred, Reply, csv, page

from reportgen import __version__
from reportgen.errors import MarketError
from reportgen.market import Request
from reportgen.market.sources import fred, fred_wire
from reportgen.model import Close
from reportgen.yamlfile import parse

START, END = date(2026, 1, 5), date(2026, 1, 9)
GOOD = csv(
    "observation_date,DGS10\n2026-01-05,4.17\n2026-01-06,4.18\n2026-01-07,4.15\n2026-01-08,4.19\n2026-01-09,4.18\n"
)
LEVELS = [4.17, 4.18, 4.15, 4.19, 4.18]


@pytest.fixture(autouse=True)
def hermetic(monkeypatch):
    """Short pauses, and for all that does not stay here a proxy that is not there."""
    monkeypatch.setattr(fred_wire, "PAUSE", 0.01)
    monkeypatch.setattr(fred, "DEADLINE", 20.0)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")


@pytest.fixture
def serve(monkeypatch):
    """Starts a FRED with these replies by the ids asked for."""
    running = []

    def start(replies=None, manner=""):
        server = Fred(
            {ids: some if isinstance(some, list) else [some] for ids, some in (replies or {}).items()}, manner
        )
        running.append(server.__enter__())
        monkeypatch.setenv(fred.BASE_URL, server.url)
        return server

    yield start
    for server in running:
        server.__exit__()


def week(now=datetime(2026, 1, 12, 13, 0, tzinfo=UTC), **symbols):
    return Request(symbols or {"ten_year": "DGS10"}, START, END, now)


def refused(request):
    with pytest.raises(MarketError) as caught:
        fred.closes(request)
    return caught.value


def levels(closes, key="ten_year"):
    return [close.level for close in closes[key].values()]


def test_a_good_answer(serve):
    server = serve(
        {"DGS10,VIXCLS": csv("observation_date,DGS10,VIXCLS\n2026-01-08,4.19,15.45\n2026-01-09,4.18,14.49\n")}
    )
    closes = fred.closes(week(ten_year="DGS10", vix="VIXCLS", again="DGS10"))
    assert list(closes) == ["ten_year", "vix", "again"]
    assert closes["ten_year"][END] == Close(
        END, 4.18, "FRED, Federal Reserve Bank of St. Louis", "https://fred.stlouisfed.org/series/DGS10",
        "2026-01-12T13:00:00Z",
    )  # fmt: skip
    assert closes["again"] == closes["ten_year"]
    assert levels(closes, "vix") == [15.45, 14.49]
    assert server.seen == [
        {"path": "/graph/fredgraph.csv", "id": "DGS10,VIXCLS", "cosd": "2026-01-05", "coed": "2026-01-09"}
    ]
    assert server.agents == [f"reportgen/{__version__}"]


def test_the_moment_is_told_in_utc(serve):
    serve({"DGS10": GOOD})
    closes = fred.closes(week(now=datetime.fromisoformat("2026-01-12T08:00:00.5-05:00")))
    assert closes["ten_year"][END].retrieved == "2026-01-12T13:00:00Z"


@pytest.mark.parametrize("heading", ["DATE", "observation_date", "\ufeffobservation_date"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_both_headings(serve, heading, end):
    serve({"DGS10": csv(f"{heading},DGS10{end}2026-01-09,4.18{end}")})
    assert levels(fred.closes(week())) == [4.18]


@pytest.mark.parametrize("missing", ["", ".", " . "])
def test_a_missing_value_is_no_close(serve, missing):
    serve({"DGS10": csv(f"observation_date,DGS10\n2026-01-07,4.15\n2026-01-08,{missing}\n\n2026-01-09,4.18\n")})
    assert list(fred.closes(week())["ten_year"]) == [date(2026, 1, 7), END]


def test_yields_may_be_zero_or_negative(serve):
    serve({"T10Y2Y": csv("observation_date,T10Y2Y\n2026-01-07,-0.15\n2026-01-08,0.00\n2026-01-09,.05\n")})
    assert levels(fred.closes(week(spread="T10Y2Y")), "spread") == [-0.15, 0, 0.05]


def test_only_the_days_that_were_asked_for(serve):
    serve({"DGS10": csv("observation_date,DGS10\n1962-01-02,4.06\n2026-01-09,4.18\n2026-01-12,4.2\n")})
    assert levels(fred.closes(week())) == [4.18]


def test_a_series_by_its_name_in_small_letters(serve):
    serve({"dgs10": GOOD})
    assert fred.closes(week(ten_year="dgs10"))["ten_year"][END].url == "https://fred.stlouisfed.org/series/DGS10"


def test_many_series_are_asked_for_ten_at_a_time(serve):
    names = [f"S{n}" for n in range(12)]
    first, rest = ",".join(names[:10]), ",".join(names[10:])
    reply = {ids: csv(f"DATE,{ids}\n2026-01-09" + ",1.5" * (ids.count(",") + 1) + "\n") for ids in (first, rest)}
    server = serve(reply)
    closes = fred.closes(week(**{name.lower(): name for name in names}))
    assert all(levels(closes, name.lower()) == [1.5] for name in names)
    assert server.asked == [first, rest]


def test_an_unknown_series_is_told_by_name(serve):
    """FRED refuses the whole request for one unknown series, so each is asked for alone."""
    server = serve({"DGS10": GOOD})
    error = refused(week(ten_year="DGS10", eleven="DGS11", twelve="DGS12"))
    assert error.message == "DGS11, DGS12: there is no such series"
    assert error.hint.startswith("Correct the symbol in config.yaml, or take the closes from a csv source")
    assert server.asked == ["DGS10,DGS11,DGS12", "DGS10", "DGS11", "DGS12"]


def test_an_answer_without_one_of_the_series(serve):
    serve({"DGS10,DGS11": GOOD, "DGS10": GOOD, "DGS11": UNKNOWN})
    assert refused(week(a="DGS10", b="DGS11")).message == "DGS11: there is no such series"


def test_what_is_no_series_is_not_asked_for(serve):
    server = serve({"DGS10": GOOD})
    assert refused(week(a="^GSPC", b="DGS10,DGS2", c="DGS10")).message == (
        "^GSPC, DGS10,DGS2: is no series of FRED (write DGS10)"
    )
    assert server.asked == ["DGS10"]


def test_a_web_page_is_refused_and_not_asked_again(serve):
    server = serve({"DGS10,DGS2": page(200)})
    error = refused(week(a="DGS10", b="DGS2"))
    assert error.message == "DGS10, DGS2: FRED answered with a web page, not CSV"
    assert error.hint.startswith("Try again later, or take")
    assert len(server.seen) == 1


def test_a_web_page_that_calls_itself_csv(serve):
    serve({"DGS10": Reply(b" <html></html>\n")})
    assert refused(week()).message == "DGS10: FRED answered with a web page, not CSV"


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429, 408])
def test_what_has_passed_gives_the_closes(serve, status):
    server = serve({"DGS10": [page(status), page(status), GOOD]})
    assert levels(fred.closes(week())) == LEVELS
    assert len(server.seen) == 3


def test_what_does_not_pass_is_told_after_three_times(serve):
    server = serve({"DGS10,DGS2": page(504)})
    error = refused(week(a="DGS10", b="DGS2"))
    assert error.message == "DGS10, DGS2: FRED answered 504 Gateway Timeout, three times"
    assert error.hint.startswith("Try again later, or take")
    assert len(server.seen) == 3


def test_different_troubles_are_all_told(serve):
    serve({"DGS10": [page(503), csv("observation_date,DGS10\n2026-01-0", length=500), page(599)]})
    assert refused(week()).message == (
        "DGS10: FRED answered 503 Service Unavailable, then FRED's answer broke off, then FRED answered 599"
    )


@pytest.mark.parametrize("status", [400, 403])
def test_what_will_not_pass_is_asked_once(serve, status):
    server = serve({"DGS10": page(status)})
    assert refused(week()).message.startswith(f"DGS10: FRED answered {status} ")
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Retry_After": "1"},
        {"Retry_After": "Mon, 12 Jan 2026 13:00:01 GMT", "Date": "Mon, 12 Jan 2026 13:00:00 GMT"},
    ],
    ids=["seconds", "date"],
)
def test_the_pause_that_fred_asks_for_is_made(serve, headers):
    serve({"DGS10": [page(429, **headers), GOOD]})
    started = time.monotonic()
    assert levels(fred.closes(week())) == LEVELS
    assert 1 <= time.monotonic() - started < 10


@pytest.mark.parametrize("asked", ["soon", "-5", "", "Mon, 12 Jan 2026 13:00:01 GMT"])
def test_a_pause_that_cannot_be_read_is_our_own(serve, asked):
    serve({"DGS10": [page(429, Retry_After=asked), GOOD]})
    started = time.monotonic()
    assert levels(fred.closes(week())) == LEVELS
    assert time.monotonic() - started < 1


def test_a_pause_beyond_the_deadline_is_not_waited_for(serve):
    server = serve({"DGS10": [page(429, Retry_After="3600"), GOOD]})
    assert refused(week()).message == "DGS10: FRED answered 429 Too Many Requests and asks to wait 3600 s"
    assert len(server.seen) == 1


@pytest.mark.parametrize("length", [10_000, None], ids=["shorter than told", "of no told length"])
def test_half_an_answer_is_no_answer(serve, length):
    """The last value broken off is 4.1, which is none of FRED's."""
    half = csv("observation_date,DGS10\n2026-01-08,4.19\n2026-01-09,4.1", length=length)
    serve({"DGS10": half})
    assert refused(week()).message == "DGS10: FRED's answer broke off, three times"
    serve({"DGS10": [half, GOOD]})
    assert levels(fred.closes(week())) == LEVELS


def test_an_answer_of_no_told_length_that_ends_with_its_line(serve):
    serve({"DGS10": Reply(GOOD.body, length=None)})
    assert levels(fred.closes(week())) == LEVELS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("observation_date,DGS2\n2026-01-09,3.5\n", "FRED answered with other columns: observation_date, DGS2"),
        ("day,DGS10\n2026-01-09,3.5\n", "FRED answered with other columns: day, DGS10"),
        ("", "FRED answered with other columns: none"),
        ("DATE,DGS10\n2026-01-09,3.5,7\n", "FRED answered with a row of other columns: 2026-01-09,3.5,7"),
        ("DATE,DGS10\n01/09/2026,3.5\n", "FRED answered with a day that is no date: '01/09/2026'"),
        ("DATE,DGS10\n2026-01-09,n/a\n", "FRED's value for 2026-01-09 is no number: 'n/a'"),
        ("DATE,DGS10\n2026-01-09,nan\n", "FRED's value for 2026-01-09 is no number: 'nan'"),
        ("DATE,DGS10\n2026-01-09,1_0\n", "FRED's value for 2026-01-09 is no number: '1_0'"),
        ("DATE,DGS10\n2026-01-09," + "9" * 400 + "\n", f"FRED's value for 2026-01-09 is no number: '{'9' * 40}'"),
        ("DATE,DGS10\n2026-01-09,1\n2026-01-09,2\n", "FRED answered with two values for 2026-01-09: 1 and 2"),
        ("DATE,DGS10\n2026-01-09,.\n", "FRED has no values from 2026-01-05 to 2026-01-09"),
        ('DATE,DGS10\n2026-01-09,"1\n', "FRED's answer is not CSV: unexpected end of data"),
        (b"DATE,DGS10\n2026-01-09,\xff\n", "FRED's answer is no text"),
    ],
)
def test_an_answer_that_is_not_what_was_asked_for(serve, text, words):
    server = serve({"DGS10": Reply(text if isinstance(text, bytes) else text.encode())})
    assert refused(week()).message == f"DGS10: {words}"
    assert len(server.seen) == 1


def test_an_answer_without_end(serve, monkeypatch):
    monkeypatch.setattr(fred_wire, "LIMIT", 1_000_000)
    serve({"DGS10": Reply(b"x" * 1_000_001)})
    assert refused(week()).message == "DGS10: FRED's answer is longer than 1 MB"


@pytest.mark.parametrize("manner", ["silent", "drip"])
def test_the_deadline_holds_against_any_server(serve, monkeypatch, manner):
    monkeypatch.setattr(fred, "DEADLINE", 0.7)
    serve({}, manner)
    started = time.monotonic()
    error = refused(week(a="DGS10", b="DGS2"))
    assert time.monotonic() - started < 5
    assert error.message == "FRED was not done within 0.7 s: no answer for DGS10, DGS2"
    assert error.hint.startswith("Try again later, or take the closes from a csv source")
    assert "--record" in error.hint


def test_what_is_known_at_the_deadline_is_told_with_it(serve, monkeypatch):
    monkeypatch.setattr(fred, "DEADLINE", 1.0)
    monkeypatch.setattr(fred_wire, "PAUSE", 5.0)
    serve({"DGS2": [page(503)], "DGS10": GOOD})
    assert refused(week(a="DGS10", b="DGS1", c="DGS2")).message.splitlines() == [
        "FRED was not done within 1 s: no answer for DGS2",
        "DGS1: there is no such series",
    ]


def test_nothing_listening_is_told_at_once(monkeypatch):
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    monkeypatch.setenv(fred.BASE_URL, f"http://127.0.0.1:{port}")
    error = refused(week())
    assert error.message == f"FRED cannot be reached: 127.0.0.1:{port}: Connection refused"
    assert error.hint.startswith("Check the network, or take the closes from a csv source")


def test_a_connection_that_is_closed_without_an_answer(monkeypatch):
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        monkeypatch.setattr(fred_wire, "TIMEOUT", 0.1)
        monkeypatch.setenv(fred.BASE_URL, f"http://127.0.0.1:{server.getsockname()[1]}")
        assert refused(week()).message == "DGS10: the connection to FRED failed (timed out), three times"


@pytest.mark.parametrize(
    "base",
    [
        "http://fred.stlouisfed.org:80",
        "http://127.0.0.1@example.com:80",
        "http://127.0.0.2:80",
        "https://127.0.0.1:80",
        "http://127.0.0.1",
        "http://[::1:80",
        "127.0.0.1:80",
    ],
)
def test_only_this_machine_may_stand_in_for_fred(monkeypatch, base):
    monkeypatch.setenv(fred.BASE_URL, base)
    error = refused(week())
    assert "may only name a server on this machine" in error.message
    assert fred.BASE_URL in error.hint


def test_a_mistake_of_ours_looks_like_one(serve, monkeypatch):
    serve({"DGS10": GOOD})
    monkeypatch.setattr(fred, "TOGETHER", 0)
    with pytest.raises(ValueError, match="range"):
        fred.closes(week())


def test_the_usual_series_are_in_the_registry():
    text = files("reportgen.reference").joinpath("fred.yaml").read_text(encoding="utf-8")
    series = parse(text, "fred.yaml").content["series"]
    assert {"DGS10", "DFEDTARU", "VIXCLS", "SP500", "T10Y2Y"} <= set(series)
    for one in series.values():
        assert {"title", "unit"} <= set(one) <= {"title", "unit", "restricted", "note"}
        assert (one.get("restricted") == "true") == ("note" in one)
    assert "restricted" not in series["SOFR"]
