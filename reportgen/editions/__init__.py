"""Built files as their readers have them: bytes of a page, a PDF or a text, and what is amiss in them.

`editions.page`, `editions.pdf` and `editions.agreement` hold the checks; each is imported where it is called, because
a parser of style sheets and pikepdf take their time to load.
"""
