"""Names that a person reads and that every file system takes."""

import re
from functools import lru_cache
from unicodedata import category

_UNFIT = re.compile(r'[<>:"/\\|?*]+')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.ASCII)
_CHARACTERS, _BYTES = 80, 200
"""Names may have 255 bytes; what is added to the title needs some of them."""


@lru_cache(maxsize=1_000)
def readable_name(title: str, otherwise: str) -> str:
    """The title without what file systems or readers stumble over: separators, characters that
    are not seen, Windows' devices, leading dots. At most 80 characters and 200 bytes."""
    seen = "".join(" " if category(each)[0] == "C" else each for each in title)
    name = " ".join(_UNFIT.sub(" ", seen).split())
    name = name[:_CHARACTERS].encode()[:_BYTES].decode(errors="ignore").strip(" .")
    return f"_{name}" if _DEVICES.fullmatch(name) else name or otherwise
