"""The e-mail of the shipped issue under the programs that judge e-mails: SpamAssassin, caniemail, html-validate."""

import email
import email.policy
import json
import re
import subprocess
from pathlib import Path

import pytest

from mailed import ISSUE, project, reportgen

pytestmark = pytest.mark.outside
ROOT = Path(__file__).resolve().parents[2]
NPM = ROOT / ".venv/npm"
NODE = ROOT / ".venv/bin/node"
CLIENTS = ("gmail.*", "outlook.*", "apple-mail.*", "yahoo.*")
ACCEPTED = {
    # Rules in the style sheet that is kept: narrow screens, dark colours, hooks of mail programs. Without them every
    # style stands in its tag, and the letter is the light, wide one.
    "<style> element", "@media", "Attribute selector", "Class selector", "Type selector", "Descendant combinator",
    "Adjacent sibling combinator", "!important keyword",
    # What hides the preheader: where one of them is not known the others are.
    "display:none", "overflow",
    # Long words break where they must, figures do not: without it a long word widens its cell.
    "overflow-wrap", "white-space",
    # Said to those who hear the letter; where it is dropped they hear the headline first.
    "aria-label attribute", "role attribute", "<body> element",
}  # fmt: skip
"""Features that a client does not have, and what its readers miss by it: nothing that is said."""
RULES = dict.fromkeys(("no-inline-style", "no-conditional-comment", "no-deprecated-attr", "void-style", "doctype-style", "attribute-boolean-style", "no-trailing-whitespace"), "off")  # fmt: skip
"""Rules of style for pages that an e-mail breaks on purpose."""
SPAM = b"""From: Winner <win@example.com>
To: you@example.com
Subject: FREE MONEY!!! ACT NOW

<html><body><font color="#ffffff">hidden</font><h1>100% GUARANTEED FREE CASH, RISK FREE!!!</h1>
<p>Dear friend, you have WON $1,000,000 MILLION DOLLARS. Click here NOW, no obligation, act now, limited time!!!
<a href="http://198.51.100.7/win">CLICK HERE</a> Viagra cheap, work from home, double your income, no credit check.</p>
</body></html>
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = project(tmp_path_factory.mktemp("letter") / "issue", "outbox: outbox")
    assert reportgen(folder, "build").returncode == 0
    return folder / "output" / ISSUE


def score(message: bytes) -> tuple[float, str]:
    done = subprocess.run(["spamassassin", "-L", "-t"], input=message, capture_output=True, check=True)
    text = done.stdout.decode("utf-8", "replace")
    found = re.search(r"^X-Spam-Status:.*?score=(-?[\d.]+)", text, re.MULTILINE)
    assert found, text[:2000]
    return float(found[1]), text[text.rfind("Content analysis details") :]


def test_spamassassin_has_nothing_against_it(built):
    points, why = score((built / "email.eml").read_bytes())
    assert points <= 0.5, why


def test_spamassassin_knows_spam_when_it_sees_it():
    points, why = score(SPAM)
    assert points >= 5, why


def missing(file: Path) -> dict[str, str]:
    """What the clients do not have of the features of an HTML file, and which."""
    command = [NODE, ROOT / "tests/outside/npm/caniemail.mjs", file, *CLIENTS]
    done = subprocess.run(command, cwd=NPM, capture_output=True, text=True, check=True)
    lines = (line.removeprefix("errors ") for line in done.stdout.splitlines() if line.startswith("errors "))
    return dict(line.split(": ", 1) for line in lines)


def test_mail_programs_lack_nothing_that_is_said(built, tmp_path):
    found = missing(built / "email.html")
    assert set(found) <= ACCEPTED, {one: found[one] for one in set(found) - ACCEPTED}
    bad = tmp_path / "bad.html"
    bad.write_text(
        "<style>@import url(x.css); .a { display: grid; position: sticky; background: linear-gradient(red, blue); "
        "width: calc(1px + 1em); object-fit: cover; filter: blur(1px); transform: none; animation: x 1s; }</style>"
        "<body><video></video><audio></audio><form><input></form><picture></picture><svg></svg><object></object></body>"
    )
    assert len(set(missing(bad)) - ACCEPTED) >= 8


def test_its_html_is_valid(built, tmp_path):
    config = tmp_path / "rules.json"
    config.write_text(json.dumps({"extends": ["html-validate:recommended"], "rules": RULES}))
    command = [NODE, NPM / "node_modules/.bin/html-validate", "--config", config, "--formatter", "text"]
    done = subprocess.run([*command, built / "email.html"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    wrong = tmp_path / "wrong.html"
    wrong.write_text(
        '<!doctype html><html lang="en"><head><title>x</title></head><body><img src="x.png"><p><p></div></body>'
    )
    assert subprocess.run([*command, wrong], capture_output=True, check=False).returncode == 1


def test_every_picture_comes_along_once(built):
    message = email.message_from_bytes((built / "email.eml").read_bytes(), policy=email.policy.default)
    html = message.get_body(("html",)).get_content()
    enclosed = [one["Content-ID"].strip("<>") for one in message.walk() if one["Content-ID"]]
    assert (
        sorted(enclosed) == sorted(re.findall(r'src="cid:([^"]+)"', html)) and len(set(enclosed)) == len(enclosed) == 3
    )
    assert not any(one.defects for one in message.walk())
    assert html.encode() == (built / "email.html").read_bytes() or html.replace("\r\n", "\n") == (
        built / "email.html"
    ).read_text(encoding="utf-8")
