"""The store as an SQLite file (see reportgen.database): its tables.

In the file, a session is its proleptic ordinal (`date.toordinal`), and who printed a close, where and when it was read
stands once in `readings`: 2.52 million closes fill 66 MB so, and 112 MB with only their symbols and dates as words.
`packed` holds each series once more as columns (see pack.py); triggers drop it whenever its closes change, whoever
changes them, so that it cannot contradict them.
"""

from __future__ import annotations

from reportgen.database import Kind
from reportgen.errors import MarketError

OURS = 0x52475354
"""PRAGMA application_id of a store: RGST."""
SCHEMA = 1
TABLES = """
create table series (
    id integer primary key, source text not null, symbol text not null, unique (source, symbol)
) strict;
create table readings (
    id integer primary key, name text not null, url text not null, retrieved text not null,
    unique (name, url, retrieved)
) strict;
create table closes (
    series integer not null, session integer not null, level real not null, adjusted real,
    reading integer not null, confirmed integer not null, primary key (series, session)
) strict, without rowid;
create table revisions (
    id integer primary key, series integer not null, session integer not null,
    level real not null, adjusted real, reading integer not null, confirmed integer not null,
    new_level real not null, new_adjusted real, new_reading integer not null, noticed text not null
) strict;
create index revisions_of on revisions (series, session);
create table fetches (
    id integer primary key, source text not null, symbols text not null, start text not null, "end" text not null,
    at text not null, answer text not null
) strict;
create table packed (
    series integer primary key, sessions blob not null, levels blob not null, adjusted blob
) strict;
create trigger closes_added after insert on closes begin delete from packed where series = new.series; end;
create trigger closes_gone after delete on closes begin delete from packed where series = old.series; end;
create trigger closes_changed after update of series, session, level, adjusted on closes
    begin delete from packed where series in (old.series, new.series); end;
create view book as
    select source, symbol, date(session + 1721424.5) as session, level, adjusted, first.name, first.url,
        first.retrieved, last.retrieved as confirmed
    from closes join series on series.id = closes.series
        join readings as first on first.id = reading join readings as last on last.id = confirmed;
"""
STORE = Kind(
    "store", OURS, SCHEMA, TABLES, "market.store", MarketError,
    missing="`reportgen market fetch` or `market import` makes one.",
    damaged="Put a copy of it back, or move it away and fetch its closes again.",
)  # fmt: skip
