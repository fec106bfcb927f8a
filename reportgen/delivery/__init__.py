"""An issue to its readers: the message, once for all of them; who gets it; and what became of each one.

    mail + plan ──message──► Stencil ──fill──► bytes for one reader
    recipients + suppressions ──book──► a row for each reader ──run──► SMTP or outbox, and the row's next state

Nothing here knows how an issue is made. `book` is the one file that SQLite is spoken to in, `smtp` that of the server.
"""
