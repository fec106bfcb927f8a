"""The chart kinds: a module for each family, each with the functions that draw it and that say how high it is."""
