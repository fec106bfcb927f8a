"""The desk's own page: what a browser needs, all of it here."""
