"""Whether an address is this computer's own."""

import ipaddress


def is_loopback(host: str) -> bool:
    """Whether only this computer reaches a host, by its name or number."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
