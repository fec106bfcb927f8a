"""What SQLite has to do for a list grows as the list does, not as its square."""

from reportgen.delivery.book import Book
from reportgen.delivery.nouns import Recipient
from unit.delivery.newsletter import FIRST


def steps(path, number):
    """Hundreds of SQLite's own steps until so many readers are entered and claimed."""
    told = []
    with Book(path) as book:
        book._db.set_progress_handler(lambda: told.append(1) and 0, 100)
        book.begin(FIRST, [Recipient(f"reader{one}@example.com") for one in range(number)])
        claims = [row.reader for row in book.due(FIRST.issue, 0, number)]
        assert book.settle(FIRST.issue, [], claims) == ["sending"] * number
    return len(told)


def test_four_times_the_readers_are_four_times_the_steps(tmp_path):
    few, many = steps(tmp_path / "few.sqlite", 300), steps(tmp_path / "many.sqlite", 1200)
    assert few > 50 and many < 5 * few
