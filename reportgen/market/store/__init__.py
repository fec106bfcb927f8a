"""The store: every close that was ever read, who printed it, when it was read, and what it was before a revision.

    with lock(path, wait=60), open_store(path) as store:
        revised = store.keep("yahoo", {"^RUT": closes}, now)
        closes = store.held("yahoo", "^RUT", date(2026, 1, 2), date(2026, 1, 9))

One SQLite file, and one rule: the last answer of a source stands, and what it replaced is kept. Whoever opens the file
with another program finds the view `book`: source, symbol, session, level, and by whom and when it was read.
"""

from reportgen.market.store.book import Store, open_store
from reportgen.market.store.nouns import Columns, Fetch, Holding, Revision

__all__ = ["Columns", "Fetch", "Holding", "Revision", "Store", "open_store"]
