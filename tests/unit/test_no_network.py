"""The ban on sockets holds, and lets loopback and files through."""

import socket
from pathlib import Path

import pytest

PUBLIC = "203.0.113.7"  # kept for documentation: nobody answers there


@pytest.mark.parametrize("address", [(PUBLIC, 80), ("8.8.8.8", 53), ("2001:db8::1", 80, 0, 0)])
def test_the_world_cannot_be_reached(address):
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    for ask in (lambda s: s.connect(address), lambda s: s.connect_ex(address)):
        with socket.socket(family) as one, pytest.raises(pytest.fail.Exception, match="banned"):
            one.settimeout(0.1)
            ask(one)
    with socket.socket(family, socket.SOCK_DGRAM) as one, pytest.raises(pytest.fail.Exception, match="banned"):
        one.sendto(b"x", address)


def test_no_name_is_looked_up():
    with pytest.raises(pytest.fail.Exception, match=r"example\.org"):
        socket.create_connection(("example.org", 80), timeout=0.1)


def test_loopback_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        for host in ("127.0.0.1", "localhost"):
            with socket.create_connection((host, server.getsockname()[1]), timeout=2):
                server.accept()[0].close()


def test_a_socket_in_the_file_system_can_be_reached(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind("s")
        server.listen()
        client.connect("s")


def test_each_test_has_a_cache_of_its_own(own_cache, tmp_path):
    from reportgen.kept import cache_folder

    assert cache_folder() == own_cache / "reportgen"
    assert own_cache.parent == tmp_path
    assert not Path(own_cache).exists()
