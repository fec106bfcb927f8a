"""A page without fault, to be broken in one place, and what its checkers say of it."""

from reportgen.editions.page import page

STYLE = """
:root { --paper: #ffffff; --ink: #1b2430; --muted: #5a6573; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --paper: #12161c; --ink: #e6e9ed; --muted: #a3adb8; } }
body { background: var(--paper); color: var(--ink); font: 400 1.125rem/1.6 serif; }
a { color: inherit; }
.source { font-size: 0.875rem; color: var(--muted); }
"""
SOUND = f"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Small caps lead · The Weekly</title><style>{STYLE}</style></head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<nav><a href="/past">Earlier issues</a></nav>
<main id="main">
<h1>Small caps lead</h1>
<p>The Russell 2000 <data value="0.046" data-figure="russell_2000.week">rose 4.6%</data> for the week, and the S&amp;P 500
<data value="0.016" data-figure="sp_500.week">rose 1.6%</data>; the rest of the page is here to be read at the size of the body.</p>
<h2>The table</h2>
<table><caption>The week</caption>
<tr><th scope="col">Index</th><th scope="col">Week</th></tr>
<tr><th scope="row">Russell 2000</th><td>+4.6%</td></tr>
<tr><th scope="row">S&amp;P 500</th><td>+1.6%</td></tr></table>
<h3>The chart</h3>
<figure class="chart">
<div role="img" aria-label="Bars: Russell 2000 +4.6%, S&amp;P 500 +1.6%"><svg aria-hidden="true" viewBox="0 0 99 99">
<path style="fill: none; stroke: var(--ink)" d="M 0 0 L 10 4 L 20 9"/>
<rect x="50" y="50" width="40" height="20" fill="#244263"/><text x="55" y="60" style="font-size: 8px; fill: #ffffff">+4.6%</text>
</svg></div>
<p>Largest first: Russell 2000 <data value="0.046" data-figure="russell_2000.week">+4.6%</data>, S&amp;P 500 +1.6%.</p>
</figure>
<p><img src="logo.png" alt="The Weekly"> <a href="https://example.org/rates">The decision of the central bank</a></p>
<section class="disclosures"><h2>Important disclosures</h2>
<section data-disclosure="risk@1"><h3>Investing involves risk</h3><p>Every investment can lose value, and you may get back less than you put in.</p></section>
<section data-disclosure="marks@1"><h3>Marks</h3><p>The names of the indexes are marks of their owners, who endorse nothing here.</p></section>
</section>
<p class="source">As of the close of January 9, 2026.</p>
</main></body></html>
"""


def broken(*pairs):
    """The sound page with words put in place of others, each of which must be there."""
    text = SOUND
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def codes(html, **more):
    return [one.code for one in page(html, "index.html", **more)]


def found(html, code, **more):
    """The findings of one code, of which there must be some, and of no other."""
    every = page(html, "index.html", **more)
    assert {one.code for one in every} == {code}, every
    return every
