"""How much one visitor may ask for: a bucket that fills again, and the address that a request came from."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable


class Bucket:
    """Holds `most` takings and gets `a_second` back each second; who finds it empty must wait."""

    def __init__(self, most: float, a_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.most = most
        self.a_second = a_second
        self._clock = clock
        self._left = most
        self._at = clock()

    def take(self) -> float:
        """Take one; the seconds to wait before it may be used, 0 where there was one."""
        self._fill()
        self._left -= 1
        return max(0.0, -self._left / self.a_second)

    def wait(self) -> float:
        """The seconds until there is one again, 0 where there is; nothing is taken."""
        self._fill()
        return max(0.0, (1 - self._left) / self.a_second)

    def _fill(self) -> None:
        now = self._clock()
        self._left = min(self.most, self._left + (now - self._at) * self.a_second)
        self._at = now


def origin(peer: str, forwarded: str, behind_proxy: bool) -> str:
    """The address that limits count: the peer's, or behind a proxy the one that the proxy itself added last.

    Earlier addresses in `X-Forwarded-For` are what the visitor claims. Of IPv6 the network counts, because a household
    has 2**64 addresses.
    """
    claimed = forwarded.rsplit(",", 1)[-1].strip() if behind_proxy else ""
    for text in (claimed, peer):
        try:
            address = ipaddress.ip_address(text)
        except ValueError:
            continue
        if address.version == 4:
            return str(address)
        return str(address.ipv4_mapped or ipaddress.IPv6Network((int(address) >> 64 << 64, 64)))
    return peer
