import socket

import pytest

from api.errors import CannotListen
from api.serving import take_address, url_of


def test_port_0_is_a_free_port_that_the_url_names():
    with take_address("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        assert port > 0
        assert url_of(taken) == f"http://127.0.0.1:{port}/"


def test_an_ipv6_url_has_brackets():
    try:
        taken = take_address("::1", 0)
    except CannotListen:
        pytest.skip("no IPv6 here")
    with taken:
        assert url_of(taken).startswith("http://[::1]:")


@pytest.fixture
def busy_port():
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def test_a_busy_port_is_named_with_a_remedy(busy_port):
    with pytest.raises(CannotListen, match=f"127.0.0.1 port {busy_port}: the port is in use. .*--port"):
        take_address("127.0.0.1", busy_port)


@pytest.mark.parametrize("host", ["no-such-host.invalid", "203.0.113.7", "", "x" * 300, "a b"])
def test_an_address_that_isnt_ours_is_named(host):
    with pytest.raises(CannotListen, match="--host"):
        take_address(host, 0)


def test_a_busy_port_ends_serve_before_any_work(coach_command, busy_port, guides_folder, tmp_path):
    words = ("--port", busy_port, "--guides", guides_folder, "--data", tmp_path / "data")
    code, out, err = coach_command("serve", *words)
    assert (code, out) == (2, "")
    assert f"port {busy_port}: the port is in use" in err
    assert not (tmp_path / "data").exists()
