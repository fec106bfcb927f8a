"""`reportgen build` of a newsletter that is mailed."""

import os
import shutil
import subprocess
import sys
from email import message_from_bytes, policy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DELIVERY = """
delivery:
  from: Small-Cap Weekly <letter@example.com>
  outbox: out
  greeting: "Dear {name},"
  attach_pdf: true
  images: hosted
  images_url: https://example.com/{date}
"""


def build(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    return subprocess.run(
        [sys.executable, "-m", "reportgen", "build", *more], cwd=folder, env=env, capture_output=True, text=True
    )


@pytest.fixture
def mailed(tmp_path):
    shutil.copytree(ROOT / "closes", tmp_path / "closes")
    (tmp_path / "config.yaml").write_text((ROOT / "config.yaml").read_text() + DELIVERY)
    return tmp_path


@pytest.mark.long
def test_a_newsletter_with_delivery_has_its_e_mail_the_pdf_attached_its_pictures_to_be_laid_out(mailed):
    done = build(mailed)
    assert done.returncode == 0, done.stderr
    names = "email.eml, email.html, email.txt, figures.json, index.html, record.json, report.pdf, report.txt, 3 charts"
    assert done.stdout == f"Wrote output/2026-01-09: {names}\n"
    folder = mailed / "output/2026-01-09"
    assert {one.name for one in (folder / "email").iterdir()} == {
        "week_bars.png",
        "week_by_day.png",
        "since_december.png",
    }
    message = message_from_bytes((folder / "email.eml").read_bytes(), policy=policy.default)
    assert [one.get_content() for one in message.iter_attachments()] == [(folder / "report.pdf").read_bytes()]
    html = message.get_body(("html",)).get_content()
    assert html.replace("\r\n", "\n") == (folder / "email.html").read_text()
    for picture in (folder / "email").iterdir():
        assert f'src="https://example.com/2026-01-09/email/{picture.name}"' in html
    again = build(mailed, "--formats", "text")
    assert again.returncode == 0
    assert not (folder / "email.eml").exists()
    assert not (folder / "email").exists()


@pytest.mark.long
def test_an_e_mail_that_would_be_clipped_makes_a_draft(mailed):
    (mailed / "templates/email").mkdir(parents=True)
    template = mailed / "templates/email/method.html.j2"
    template.write_text('<p>{{ "All is well, and so it goes on. " * 1500 }}</p>')
    done = build(mailed, "--formats", "text,email")
    assert (done.returncode, "warning [email-size]" in done.stderr) == (0, True)
    template.write_text('<p>{{ "All is well, and so it goes on. " * 2000 }}</p>')
    done = build(mailed, "--formats", "text,email")
    assert (done.returncode, "error [email-size]" in done.stderr) == (1, True)
    assert "DRAFT" in (mailed / "output/2026-01-09/draft/email.txt").read_text()
