"""Drafts at the desk: an issue made again on every change, shown on this machine alone.

Files that change (watching) → a request to the child process, which keeps everything warm (child, workshop) → editions
and findings (nouns) → the board, which knows the last good state (board) → tabs in a browser (app, desk/).
"""
