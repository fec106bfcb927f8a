"""The readers of what is said in particular ways, of charts, of records and of fields: these may claim words first."""

from __future__ import annotations

from reportgen.claims.aftermaths import aftermaths, endings
from reportgen.claims.bookends import bookends
from reportgen.claims.boxes import styles
from reportgen.claims.crests import crests
from reportgen.claims.cues import Reader
from reportgen.claims.curves import curves, steps, targets
from reportgen.claims.daylists import counted_days, diary
from reportgen.claims.described import averages, dips, paths, relatives
from reportgen.claims.fields import extremes_of, fors, points, running, stills
from reportgen.claims.handles import handles
from reportgen.claims.heights import heights
from reportgen.claims.highs import depths, gaps, positions, tops
from reportgen.claims.listed import listed, series
from reportgen.claims.milestones import crossed, ended, largest, longest, of_year, starts, sums
from reportgen.claims.mirrored import dollars, volatility
from reportgen.claims.orders import orders
from reportgen.claims.reaches import bests
from reportgen.claims.rest import beaten, than_the_rest
from reportgen.claims.rivals import abreast, chasing, heading, leaving, neithers
from reportgen.claims.runs import lasting, runs
from reportgen.claims.seconds import but_one, kinder, leads_over, rather_more
from reportgen.claims.shortfalls import shortfalls
from reportgen.claims.singled import exceptions, mixed, slumps, spells
from reportgen.claims.standings import lasts, peers, standings, throughout, ties
from reportgen.claims.superlatives import labelled, most, second_halves
from reportgen.claims.thens import than_then, thens
from reportgen.claims.titles import biggest, closes, falls, placed, tallies
from reportgen.claims.turns import days_before, undone
from reportgen.claims.weekdays import asides, day_nouns, further_days, opening_days

PARTICULAR: tuple[Reader, ...] = (
    styles,
    *(listed, series, bookends, shortfalls, handles),
    *(of_year, starts, crossed, ended, bests, largest, longest, sums),
    *(paths, tops, dips, depths, positions, gaps, relatives, steps, curves, targets, averages),
    *(ties, standings, lasts, peers, beaten, than_the_rest, tallies, placed, falls, biggest, throughout, closes),
    *(stills, fors, points, extremes_of, running),
    *(endings, aftermaths, crests),
    *(than_then, labelled, most, second_halves, leads_over, kinder, but_one, rather_more),
    *(chasing, neithers, abreast, leaving, heading),
    *(counted_days, diary, further_days, opening_days, asides, lasting, runs, heights, thens),
    *(days_before, orders, undone, dollars, exceptions, mixed, slumps, spells, volatility, day_nouns),
)
"""In the order in which they may."""
