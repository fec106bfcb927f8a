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

from reportgen.preview.frames import framed, read
from reportgen.preview.nouns import Ask, Message, Wanted


def main() -> None:
    """Take what is wanted from the first frame, then make whatever is asked until the input ends."""
    asked, out = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a user's own code prints is no frame
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
    gc.disable()  # what is left over is swept up between two makings, when nobody waits
    while True:
        ask = waiting.get()
        again = ask.again
        while not waiting.empty():
            ask = waiting.get()
            again = again or ask.again
        if again:
            workshop.forget()
        workshop.make(ask.number, datetime.now(UTC), lambda: not waiting.empty())
        if waiting.empty():
            gc.collect()


def _listen(asked: BinaryIO, waiting: queue.SimpleQueue[Ask]) -> None:
    """Hear what is asked while the workshop works; end with the input, whatever is under way."""
    while isinstance(ask := read(asked), Ask):
        waiting.put(ask)
    os._exit(0)


if __name__ == "__main__":
    main()
