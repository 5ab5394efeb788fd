"""The token that opens every door, and what makes one that nobody guesses."""

import re

SHORTEST = 24
"""Characters; 24 of `openssl rand -hex` are 96 bits, which nobody tries out."""

LONGEST = 512

HOW_TO_MAKE = "make one with: openssl rand -hex 32"

_BEARER = re.compile(r"[A-Za-z0-9._~+/-]+=*")
"""What may stand behind `Bearer` (RFC 6750, section 2.1)."""

_VARIETY = 8
"""So many different characters, lest it be one key held down."""


def usable_token(token: str) -> str:
    """The same token. Raises ValueError in words that do not repeat it."""
    if len(token) < SHORTEST:
        raise ValueError(f"it has {len(token)} characters and needs {SHORTEST}; {HOW_TO_MAKE}")
    if len(token) > LONGEST:
        raise ValueError(f"it has more than {LONGEST} characters; {HOW_TO_MAKE}")
    if not _BEARER.fullmatch(token):
        raise ValueError(f"it may have letters, digits and . _ ~ + / - only; {HOW_TO_MAKE}")
    if len(set(token)) < _VARIETY:
        raise ValueError(f"it is too easy to guess; {HOW_TO_MAKE}")
    return token
