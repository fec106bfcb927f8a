"""An issue out of the house: held against what it is made from, signed off, and given to the run.

`proof` makes the issue anew in a process of its own, which ends with all that it took, and holds it against what was
built; `sending` asks the ledger and runs.
"""
