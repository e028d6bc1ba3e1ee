"""Address buckets: the same client the same bucket for a day, and no way back to the address."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from core import address
from core.address import address_bucket, network_block

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
CLOSED_PORT = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:1",
    }
}

IN_MEMORY = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture(autouse=True)
def new_process():
    """Each test is a process that has asked for no key yet, at noon."""
    forget_keys()
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock
    forget_keys()


def forget_keys():
    address.shared_key.cache_clear()
    address.own_key.cache_clear()


@pytest.fixture
def bucket(rf):
    def bucket_of(client, forwarded=None):
        headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
        return address_bucket(rf.get("/", REMOTE_ADDR=client, **headers))

    return bucket_of


def test_bucket_is_the_same_all_day_and_another_tomorrow(bucket, new_process):
    at_noon = bucket("192.0.2.7")
    new_process.move_to(NOON.replace(hour=23, minute=59))
    assert bucket("192.0.2.7") == at_noon
    new_process.move_to(NOON + timedelta(hours=12))
    assert bucket("192.0.2.7") != at_noon


def test_bucket_never_shows_the_address(bucket):
    buckets = [bucket(client) for client in ("192.0.2.7", "2001:db8::1", "nonsense", "")]
    assert [re.fullmatch("[0-9a-f]{32}", each) is not None for each in buckets] == [True] * 4


def test_bucket_cannot_be_made_again_without_the_key_of_the_day(bucket):
    before = bucket("192.0.2.7")
    cache.clear()
    forget_keys()
    assert bucket("192.0.2.7") != before


def test_processes_with_one_cache_share_buckets(bucket):
    before = bucket("192.0.2.7")
    forget_keys()
    assert bucket("192.0.2.7") == before


def test_key_survives_a_cache_that_drops_entries(bucket):
    before = bucket("192.0.2.7")
    cache.clear()
    assert bucket("192.0.2.7") == before


def test_key_leaves_the_cache_after_a_day(bucket, new_process, settings):
    settings.CACHES = IN_MEMORY  # Redis would go by its own clock.
    bucket("192.0.2.7")
    name = "address-key:2026-11-23"
    assert len(bytes.fromhex(cache.get(name))) == 32
    new_process.shift(timedelta(days=1, seconds=1))
    assert cache.get(name) is None


def test_bucket_stands_where_the_cache_is_down(bucket, settings):
    settings.CACHES = CLOSED_PORT
    before = bucket("192.0.2.7")
    assert bucket("192.0.2.7") == before
    assert bucket("192.0.2.8") != before


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("192.0.2.7", "192.0.2.7/32"),
        (" 192.0.2.7 ", "192.0.2.7/32"),
        ("192.0.2.7:51234", "192.0.2.7/32"),
        ("::ffff:192.0.2.7", "192.0.2.7/32"),
        ("[::ffff:192.0.2.7]:443", "192.0.2.7/32"),
        ("2001:db8:1:2ff:aaaa::1", "2001:db8:1:200::/56"),
        ("2001:db8:1:2aa::5", "2001:db8:1:200::/56"),
        ("[2001:db8:1:2aa::5]:443", "2001:db8:1:200::/56"),
        ("2001:db8:1:300::1", "2001:db8:1:300::/56"),
        ("fe80::1%eth0", "fe80::/56"),
        ("192.0.2.999", ""),
        ("unknown", ""),
        ("", ""),
    ],
)
def test_network_block_is_one_ipv4_address_or_an_ipv6_56(text, block):
    assert network_block(text) == block


@pytest.mark.parametrize(
    ("proxies", "forwarded", "client"),
    [
        (0, None, "192.0.2.1"),
        (0, "198.51.100.9", "192.0.2.1"),
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "203.0.113.5, 198.51.100.9", "198.51.100.9"),
        (2, "203.0.113.66, 203.0.113.5, 198.51.100.9", "203.0.113.5"),
        (2, "203.0.113.5,198.51.100.9:443", "203.0.113.5"),
        (2, "198.51.100.9", "192.0.2.1"),
        (1, None, "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "203.0.113.5, ", "192.0.2.1"),
    ],
)
def test_client_is_what_the_trusted_proxies_saw(bucket, settings, proxies, forwarded, client):
    settings.TRUSTED_PROXY_COUNT = proxies
    seen = bucket("192.0.2.1", forwarded)
    settings.TRUSTED_PROXY_COUNT = 0
    assert seen == bucket(client)


def test_client_cannot_choose_a_bucket_by_writing_the_header(bucket, settings):
    settings.TRUSTED_PROXY_COUNT = 1
    buckets = {bucket("10.0.0.1", f"203.0.113.{n}, 198.51.100.9") for n in range(50)}
    assert len(buckets) == 1


@given(st.text())
def test_any_text_is_a_block_or_none(text):
    assert network_block(text) == "" or network_block(text).endswith(("/32", "/56"))
