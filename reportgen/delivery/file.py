"""The ledger as an SQLite file (see reportgen.database): its tables."""

from __future__ import annotations

from reportgen.database import Kind
from reportgen.errors import DeliveryError

OURS = 0x52474C44
"""PRAGMA application_id of a ledger: RGLD."""
SCHEMA = 1
TABLES = """
create table reader (
    id integer primary key, key text not null unique, address text not null, name text not null
) strict;
create table recipient (
    key text primary key, email text not null, name text not null, consent text not null, consent_date text not null
) strict, without rowid;
create table suppression (
    key text primary key, address text not null, reason text not null, day text not null, note text not null
) strict, without rowid;
create table dispatch (
    issue text primary key, body_hash text not null, subject text not null, signed_by text not null,
    signed_at text not null, carrier text not null, stopped text not null default '',
    cancelled integer not null default 0
) strict, without rowid;
create table row (
    issue text not null, reader integer not null references reader (id), state text not null default 'pending',
    tries integer not null default 0, reply text not null default '', changed text not null default '',
    primary key (issue, reader)
) strict, without rowid;
create index row_by_state on row (issue, state, reader);
create view gone as select reader.id as reader from reader join suppression using (key);
"""
LEDGER = Kind(
    "ledger", OURS, SCHEMA, TABLES, "delivery.ledger", DeliveryError,
    missing="reportgen send makes one.",
    damaged="Put a copy of it back: it alone knows who has which issue.", private=True,
)  # fmt: skip
