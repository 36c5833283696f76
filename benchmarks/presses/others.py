"""What the other tools need to be run beside the desk: waiting until they answer."""

import time

import httpx2

PATIENCE = 120.0


def answering(address: str) -> str:
    """The address, once something answers there."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            httpx2.get(address)
            return address
        except httpx2.HTTPError:
            if time.monotonic() > end:
                raise
            time.sleep(0.3)
