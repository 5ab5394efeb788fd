"""What Mureka charges, in tenths of a cent: mock money, at the vendor's prices of 2026.

Songs and lyrics as in its price list; stems and further lines as third parties report them.
"""

_SONG = {"mureka-7.6": 30, "mureka-9.5": 150}
_OTHER_SONG = 45
LYRICS = 9
LINE = 2
STEMS = 60


def price_of_song(model: str) -> int:
    """For one song or instrumental; each of a request's `n` is charged."""
    return _SONG.get(model, _OTHER_SONG)
