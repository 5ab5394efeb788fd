"""What a file that is taken away says about itself, whatever its format calls it."""

from dataclasses import dataclass
from datetime import datetime
from unicodedata import category
from uuid import UUID

from domain.image import Image
from domain.job_state import Provider
from domain.lyrics import plain_lyrics
from domain.media import MediaFile
from domain.song import LyricsSection, Song, SongChoice

SOFTWARE = "Mac KI Service"

_KEPT = "\n\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """`identity` names the item that the file belongs to, so that it is known again; `generated`
    says that a model made it; `cover` is an image of the library that goes into the sound."""

    identity: UUID
    title: str
    prompt: str
    model: str
    created_at: datetime
    keywords: tuple[str, ...] = ()
    generated: bool = True
    lyrics: str = ""
    sections: tuple[LyricsSection, ...] = ()
    duration_ms: int | None = None
    cover: MediaFile | None = None


def tags_of_image(image: Image, provider: Provider) -> Tags:
    return Tags(
        identity=image.id,
        title=fit_text(image.title),
        prompt=fit_text(image.prompt),
        model=fit_text(image.model),
        created_at=image.created_at,
        keywords=tuple(fit_text(tag) for tag in image.tags),
        generated=provider is not Provider.IMPORTED,
    )


def tags_of_choice(
    song: Song, choice: SongChoice, provider: Provider, cover: MediaFile | None = None
) -> Tags:
    """Raises ValueError if the song was read without its texts."""
    if choice.sections is None or song.lyrics is None:
        raise ValueError(f"song {song.id} was read without its lyrics")
    return Tags(
        identity=song.id,
        title=fit_text(song.title),
        prompt=fit_text(song.prompt or ""),
        model=fit_text(song.model),
        created_at=song.created_at,
        keywords=tuple(fit_text(tag) for tag in song.tags),
        generated=provider is not Provider.IMPORTED,
        lyrics=fit_text(plain_lyrics(song, choice)).strip(),
        sections=choice.sections,
        duration_ms=choice.duration_ms,
        cover=cover,
    )


def fit_text(text: str) -> str:
    """Without what readers of tags cannot take: control characters, halves of surrogates, and
    code points that stand for no character."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in lines if each in _KEPT or _is_text(each))


def _is_text(character: str) -> bool:
    return category(character) not in ("Cc", "Cs") and ord(character) & 0xFFFE != 0xFFFE
