"""The child process: the workshop, asked by frames on standard input and answering by frames on standard output.

What is asked while a making is under way is made next, once, however often it was asked.
"""

from __future__ import annotations

import gc
import os
import queue
import sys
import threading
from datetime import UTC, datetime
from typing import BinaryIO

from reportgen.errors import TemplateError
from reportgen.preview import told
from reportgen.preview.frames import framed, read
from reportgen.preview.nouns import Ask, Done, Message, Trouble, Wanted


def main() -> None:
    """Take what is wanted from the first frame, then make whatever is asked until the input ends."""
    asked, out = os.fdopen(os.dup(sys.stdin.fileno()), "rb"), os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a user's own code prints is no frame,
    os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())  # and what it asks for is not answered by one
    wanted = read(asked)
    assert isinstance(wanted, Wanted)
    sys.path.append(str(wanted.root))
    from reportgen.preview.workshop import Workshop

    lock = threading.Lock()

    def hand(message: Message) -> None:
        with lock:
            out.write(framed(message))
            out.flush()

    waiting: queue.SimpleQueue[Ask] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(asked, waiting), daemon=True).start()
    workshop = Workshop(wanted, hand)
    gc.disable()  # what is left over is swept up between two makings: all of it, or where somebody waits the latest
    while True:
        ask = waiting.get()
        again = ask.again
        while not waiting.empty():
            ask = waiting.get()
            again = again or ask.again
        if again:
            workshop.forget()
        try:
            workshop.make(ask.number, datetime.now(UTC), lambda: not waiting.empty())
        except BaseException as error:  # a user's own code may raise anything, and so may a bug of ours
            hand(Trouble(ask.number, told.mistakes(_unexpected(error), wanted.root)))
            hand(Done(ask.number))
        gc.collect(2 if waiting.empty() else 0)


def _unexpected(error: BaseException) -> TemplateError:
    hint = "Where it is not in code of your own, it is a bug in reportgen: reportgen --debug build shows the traceback."
    return TemplateError(f"{type(error).__name__}: {error}", hint=hint)


def _listen(asked: BinaryIO, waiting: queue.SimpleQueue[Ask]) -> None:
    """Hear what is asked while the workshop works; end with the input, whatever is under way."""
    while isinstance(ask := read(asked), Ask):
        waiting.put(ask)
    os._exit(0)


if __name__ == "__main__":
    main()
