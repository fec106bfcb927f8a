"""What the preview and its child say to each other: a length in eight bytes, then a pickle of a noun.

Both are processes of one user, and one has started the other: neither reads what a stranger has written.
"""

from __future__ import annotations

import pickle
from typing import BinaryIO

HEAD = 8


def framed(noun: object) -> bytes:
    """A noun as a frame."""
    content = pickle.dumps(noun, protocol=pickle.HIGHEST_PROTOCOL)
    return len(content).to_bytes(HEAD, "big") + content


def length(head: bytes) -> int:
    """How many bytes follow a frame's head."""
    return int.from_bytes(head, "big")


def unframed(content: bytes) -> object:
    """The noun in a frame."""
    return pickle.loads(content)  # noqa: S301


def read(stream: BinaryIO) -> object:
    """The next noun of a stream; None at its end."""
    head = stream.read(HEAD)
    return unframed(stream.read(length(head))) if len(head) == HEAD else None
