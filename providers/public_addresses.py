"""Which addresses of the network a file may be fetched from."""

import asyncio
import ipaddress
import socket


async def leads_to_public_network(host: str, port: int) -> bool:
    """Whether every address of the name is public. Raises OSError or
    UnicodeError if it has none.

    The connection resolves the name again, so a name server that changes its answer in between
    still gets through (DNS rebinding). What it gains is one GET without any credentials, whose
    answer is kept only if it is an image or audio; connecting to the address that was checked
    would close the gap, but breaks behind a proxy, which must be given the name.
    """
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return all(_is_public(str(address[4][0])) for address in found)


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            address = inner
    return address.is_global and not address.is_multicast
