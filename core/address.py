"""Counting by address without ever writing an address down.

A bucket is a keyed hash of where a request comes from. Its key is random, lives for one day (UTC)
in the cache and in memory and is then gone: nobody can tell later which address a bucket was, or
whether two buckets of different days were the same. Where the cache is shared (Redis) the processes
of a site share the key and so the buckets; with the in-memory cache each process has its own.
While a key lives, whoever can read the cache could test addresses against it; so buckets, too,
belong in the cache only, and neither in the database nor in a log.
"""

import hashlib
import hmac
import secrets
from datetime import date, timedelta
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

# A home or a school gets a /56 or more of IPv6, and each of its devices changes within it all day.
# An IPv4 address stands for itself: a wider block would put strangers into one bucket.
IPV6_PREFIX_BITS = 56
KEY_BYTES = 32
BUCKET_HEX_DIGITS = 32
KEY_LIFETIME_SECONDS = int(timedelta(days=1).total_seconds())


def address_bucket(request: HttpRequest) -> str:
    """Return the bucket of a request's client: 32 hexadecimal digits, the same for one UTC day.

    The client is one IPv4 address or one IPv6 /56. All requests without a readable address share
    one bucket.
    """
    today = timezone.now().date()
    block = network_block(client_address(request))
    digest = hmac.new(day_key(today), block.encode(), hashlib.sha256)
    return digest.hexdigest()[:BUCKET_HEX_DIGITS]


def client_address(request: HttpRequest) -> str:
    """Return the address a trusted machine saw, as text that may be anything.

    settings.TRUSTED_PROXY_COUNT says how many proxies of ours add one address each to the right end
    of X-Forwarded-For; what stands further left was written by the client and may be invented. A
    header shorter than that did not pass our proxies, so the nearest machine counts.
    """
    proxies = settings.TRUSTED_PROXY_COUNT
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if proxies > 0 and len(forwarded) >= proxies and forwarded[-proxies].strip():
        return forwarded[-proxies].strip()
    return request.META.get("REMOTE_ADDR", "")


def network_block(text: str) -> str:
    """Return the IPv4 address or the IPv6 /56 that a text names, or "" where it names none."""
    address = parse_address(text)
    if address is None:
        return ""
    bits = IPV6_PREFIX_BITS if address.version == 6 else address.max_prefixlen
    return str(ip_network((address.packed, bits), strict=False))


def parse_address(text: str) -> IPv4Address | IPv6Address | None:
    """Read an address with or without a port, brackets or a zone; IPv4 inside IPv6 is IPv4."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def day_key(day: date) -> bytes:
    """Return the random key of a day: the cache's, or this process's own where the cache fails."""
    try:
        return shared_key(day)
    except Exception:  # Each cache has errors of its own; none may keep a person out.
        return own_key(day)


@lru_cache(maxsize=1)
def shared_key(day: date) -> bytes:
    """Return the key all processes of this cache use; one round trip a day, errors are the cache's.

    Kept here as well, so that a full cache that drops entries does not change buckets at noon.
    """
    name = f"address-key:{day.isoformat()}"
    return bytes.fromhex(cache.get_or_set(name, new_key, KEY_LIFETIME_SECONDS))


@lru_cache(maxsize=1)
def own_key(_day: date) -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def new_key() -> str:
    return secrets.token_hex(KEY_BYTES)
