"""A newsletter that is mailed, its key, and readers who were written to."""

from reportgen.config import load
from reportgen.delivery.book import Book
from reportgen.delivery.nouns import Dispatch
from reportgen.delivery.tokens import Keys
from reportgen.model import Recipient

from ..config.minimal import MINIMAL

SECRET = "0123456789abcdef-secret"
DELIVERY = """\
delivery:
  from: The Weekly <letter@example.com>
  recipients: delivery.sqlite
  unsubscribe: {url: "https://example.com/leave/{token}", mailto: leave@example.com}
"""
FIRST = Dispatch("2026-01-09", "hash", "subject", "An Editor", "2026-01-09T22:00:00Z")


def mailed(folder, monkeypatch, *addresses):
    """The project in a folder, whose readers of those addresses were written to, and the token of each."""
    monkeypatch.setenv("REPORTGEN_UNSUBSCRIBE_KEY", f"k1:{SECRET}")
    (folder / "config.yaml").write_text(MINIMAL + DELIVERY)
    project = load(folder, words=False)
    with Book(project.delivery.ledger) as book:
        book.begin(FIRST, [Recipient(one) for one in addresses])
        found = [(row.reader, row.recipient.address) for row in book.rows(FIRST.issue)]
    signing = Keys({"k1": SECRET.encode()})
    return project, [signing.token(number, address) for number, address in found]
