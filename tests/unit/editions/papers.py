"""A printed page without fault, broken before it is printed or after."""

import io
from functools import cache

import pikepdf

from reportgen.editions.pdf import pdf
from reportgen.render.pdf import engine

RISK = "Every investment can lose value, and you may get back less than you put in."
SOUND = f"""<html lang="en"><head><title>Small caps lead</title><style>
@page {{ size: 100mm 140mm; margin: 22mm 8mm; @bottom-left {{ content: "For information only"; }} }}
body {{ font: 400 10pt/1.4 "DejaVu Sans", sans-serif; color: #1b2430; }} h2 {{ page-break-before: always; }}
.note {{ border: 1pt solid #1b2430; background: #f0f5f4; }} sup {{ font-size: 6pt; }}
</style></head><body><h1>Small caps lead</h1>
<p>The Russell 2000 rose 4.6% for the week<sup>1</sup>, and the rest of the page is text in the body's size.</p>
<p class="note">A note in a frame of its own, on a ground of its own, as dark as the rest.</p>
<table><caption>The week</caption><thead><tr><th>Index</th><th>Week</th></tr></thead>
<tbody><tr><th>Russell 2000</th><td>+4.6%</td></tr></tbody></table>
<p><a href="https://example.org">The decision of the central bank</a></p>
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20"><title>Bars: Russell 2000 +4.6%</title>
<rect width="40" height="9" fill="#24406b"/></svg>
<h2>Important disclosures</h2><div class="risk"><h3>Risk</h3><p>{RISK}</p></div></body></html>"""


@cache
def printed(*pairs, variant="pdf/ua-1"):
    """The sound page with words put in place of others, printed."""
    text = SOUND
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    out = io.BytesIO()
    more = {"pdf_variant": variant, "pdf_tags": True} if variant else {}
    engine().HTML(string=text).write_pdf(out, **more)
    return out.getvalue()


def harmed(harm, data=None):
    """A sound PDF after `harm` has been done to it."""
    with pikepdf.open(io.BytesIO(data or printed())) as opened:
        harm(opened)
        out = io.BytesIO()
        opened.save(out)
        return out.getvalue()


def told(data, disclosures=None):
    return {(one.code, one.severity) for one in pdf(data, "report.pdf", disclosures)}
