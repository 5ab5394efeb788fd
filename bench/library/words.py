"""Prompts, titles, tags and lyrics as people write them, in German and in English."""

import random
from collections.abc import Sequence
from itertools import product

_SCENES = (
    "ein alter Leuchtturm im Nebel",
    "eine Sommerwiese mit Mohnblumen",
    "a red fox in fresh snow",
    "the harbour of a small town at night",
    "Kinder am Fluss beim Drachensteigen",
    "a clockwork whale above the clouds",
    "ein Bauernhaus in den Bergen",
    "an astronaut reading in a library",
    "die Straßenbahn im Regen",
    "a bowl of ripe peaches on linen",
    "Großmutters Küche im Morgenlicht",
    "a lonely road through the desert",
)
_STYLES = ("Aquarell", "oil painting", "35mm photograph", "Holzschnitt", "isometric render", "ink")
_MOODS = ("warmes Licht", "soft morning light", "dramatic shadows", "pastel colours", "nach dem")
_DETAILS = ("mit viel Himmel", "very detailed", "in der Ferne ein Wald", "bokeh", "hohe Auflösung")
_STARTS = ("Licht", "Wald", "Sommer", "Nacht", "Meer", "Stern", "Wind", "Herz", "Feuer", "Silber")
_ENDS = ("reise", "wiese", "lied", "gang", "spiel", "stunde", "hafen", "garten", "traum", "ufer")
_ENGLISH = ("river", "morning", "silver", "nobody", "tonight", "golden", "window", "thunder")
_COMPOUNDS = tuple(f"{start}{end}" for start, end in product(_STARTS, _ENDS))
_TAGS = (
    *("folk", "warm", "ruhig", "abends", "poster", "Postkarte", "für Mutti", "blue", "neon"),
    *(f"Projekt {number}" for number in range(1, 60)),
)
_TAG_WEIGHTS = tuple(1 / (rank + 1) for rank in range(len(_TAGS)))

RARE = "zwetschgenmus"
"""Stands in one of ten thousand texts."""


class Writer:
    """Writes the same each time that it starts with the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def prompt(self) -> str:
        choose = self._random.choice
        parts = [choose(_SCENES), choose(_STYLES), choose(_MOODS), choose(_DETAILS)]
        parts += [choose(_COMPOUNDS), f"Serie {self._random.randrange(5_000)}", self._rarely()]
        return ", ".join(part for part in parts if part)

    def revised(self, prompt: str) -> str:
        return f"The picture shows {prompt}. {' '.join(self._random.choices(_ENGLISH, k=12))}."

    def lyrics(self) -> str:
        return "\n".join(("[Verse]", *(self._line() for _ in range(12)), "[Chorus]", *self._hook()))

    def title(self) -> str:
        return f"{self._random.choice(_COMPOUNDS)} {self._random.choice(_ENGLISH)}"

    def tags(self) -> tuple[str, ...]:
        return tuple(self._random.choices(_TAGS, _TAG_WEIGHTS, k=self._random.randrange(5)))

    def chance(self, share: float) -> bool:
        return self._random.random() < share

    def rating(self) -> int | None:
        return self._random.choice((1, 2, 3, 4, 5)) if self.chance(0.2) else None

    def pick(self, values: Sequence[str], weights: Sequence[float]) -> str:
        return self._random.choices(values, weights)[0]

    def _line(self) -> str:
        words = [*self._random.choices(_ENGLISH, k=4), self._random.choice(_COMPOUNDS)]
        return f"{' '.join(words)} und nobody knows the {self._random.choice(_ENGLISH)}"

    def _hook(self) -> list[str]:
        return [self._line(), f"{self._rarely()} {self._line()}"] * 2

    def _rarely(self) -> str:
        return RARE if self.chance(0.0001) else ""
