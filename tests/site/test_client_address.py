"""The address of a request is the socket's, or what our own proxy says of it."""

import pytest
from django.test import RequestFactory

from espoo.client_address import client_address, counted_address, shortened

SOCKET = "198.51.100.9"


@pytest.mark.parametrize(
    ("behind_proxy", "header", "address"),
    [
        (False, "192.0.2.1", SOCKET),
        (True, "192.0.2.1", "192.0.2.1"),
        (True, "6.6.6.6, 192.0.2.1", "192.0.2.1"),
        (True, "192.0.2.1, not an address", SOCKET),
        (True, "", SOCKET),
    ],
)
def test_only_the_last_word_of_our_own_proxy_is_believed(
    settings, behind_proxy, header, address
):
    settings.BEHIND_PROXY = behind_proxy
    request = RequestFactory().get(
        "/", REMOTE_ADDR=SOCKET, headers={"X-Forwarded-For": header}
    )

    assert client_address(request) == address


@pytest.mark.parametrize(
    ("address", "counted", "short"),
    [
        ("192.0.2.77", "192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("unix:", "unix:", ""),
        ("", "", ""),
    ],
)
def test_a_network_of_one_subscriber_counts_as_one_and_no_full_address_is_kept(
    address, counted, short
):
    request = RequestFactory().get("/", REMOTE_ADDR=address)

    assert counted_address(request) == counted
    assert shortened(address) == short
