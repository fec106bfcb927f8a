"""A socket that listens, for the servers of ours."""

from __future__ import annotations

import socket
import sys
from collections.abc import Sequence

from reportgen.errors import UsageError


def listening(host: str, ports: Sequence[int]) -> socket.socket:
    """A socket that listens on the first of the ports that is free; UsageError where none is."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    last: OSError | None = None
    for one in ports:
        found = socket.socket(family)
        if sys.platform != "win32":  # there it would let two servers share a port
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((host, one))
            found.listen(64)
        except OSError as error:
            found.close()
            last = error
        else:
            found.setblocking(False)
            return found
    assert last is not None
    where = f"{host}:{ports[0]}" if len(ports) == 1 else f"{host}, ports {ports[0]} to {ports[-1]}"
    raise UsageError(f"cannot listen on {where}: {last.strerror}", hint="Name another with --port.") from None
