"""The templates of every medium; a file of the same name beside a config.yaml stands in for one here."""
