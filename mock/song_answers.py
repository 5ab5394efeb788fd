"""How a song or an instrumental is shown: in Mureka's words, and a song in the seed's."""

import re
import uuid

from mock.lyrics_timing import lyrics_sections
from mock.outcomes import Ending
from mock.songs import Song

_FAILED_REASON = "The song could not be generated, please change the lyrics and try again."
_SEED_STATUS = {"preparing": "queued", "succeeded": "complete"}
_LONGEST_TITLE = 60


def submitted(song: Song) -> dict[str, object]:
    """Mureka's answer to `POST /v1/song/generate`."""
    return {
        "id": song.id,
        "created_at": int(song.created_at),
        "model": song.model,
        "status": "preparing",
        "trace_id": uuid.uuid4().hex,
    }


def queried(song: Song, now: float, base_url: str) -> dict[str, object]:
    """Mureka's answer to `GET /v1/song/query/{id}` at this moment."""
    status = song.status(now)
    answer = {**submitted(song), "status": status}
    if song.is_finished(now):
        answer["finished_at"] = int(song.finished_at)
    if status == "failed":
        answer["failed_reason"] = _FAILED_REASON
    if status == "succeeded":
        answer["choices"] = _choices(song, base_url)
    if status == "streaming":
        urls = (f"{base_url}static/audio/{song.id}-{index}.mp3" for index in range(song.n))
        answer["choices"] = [{"index": index, "stream_url": url} for index, url in enumerate(urls)]
    return answer


def _choices(song: Song, base_url: str) -> list[dict[str, object]]:
    if song.scenario.ending is Ending.NO_CHOICES:
        return []
    duration = song.audio_seconds * 1000
    choices: list[dict[str, object]] = []
    for index in range(song.n):
        stem = f"{base_url}static/audio/{song.id}-{index}"
        choice: dict[str, object] = {
            "index": index,
            "id": f"{song.id}{index}",
            "url": f"{stem}.mp3",
            "flac_url": f"{stem}.flac",
            "wav_url": f"{stem}.wav",
            "duration": duration,
        }
        if not song.instrumental:
            choice["lyrics_sections"] = lyrics_sections(song.lyrics, duration)
        choices.append(choice)
    return _sparse(choices) if song.scenario.ending is Ending.SPARSE_CHOICES else choices


def _sparse(choices: list[dict[str, object]]) -> list[dict[str, object]]:
    """Choices as captures of the real service have shown them."""
    for choice in choices:
        del choice["id"]
        if "lyrics_sections" not in choice:
            continue
        sections = lyrics_sections("[Verse]\n[Chorus]", int(str(choice["duration"])))
        for section in sections:
            del section["lines"]
        choice["lyrics_sections"] = sections
    del choices[0]["index"]
    return choices


def seed_queried(song: Song, now: float, base_url: str) -> dict[str, object]:
    """The seed's answer to `GET /query/{id}` at this moment."""
    status = song.status(now)
    answer: dict[str, object] = {"id": song.id, "status": _SEED_STATUS.get(status, status)}
    if status == "failed":
        answer["failed_reason"] = _FAILED_REASON
    if status == "succeeded":
        answer["choices"] = [
            _seed_choice(song, number, choice)
            for number, choice in enumerate(_choices(song, base_url), 1)
        ]
    return answer


def _seed_choice(song: Song, number: int, choice: dict[str, object]) -> dict[str, object]:
    title = _title(song.lyrics)
    seeds: dict[str, object] = {
        "song_name": title,
        "title": title,
        "audio_url": choice["url"],
        "mp3_url": choice["url"],
        "flac_url": choice["flac_url"],
        "duration": choice["duration"],
        "tags": _tags(song.prompt),
    }
    return {"id": f"choice_{number:03}", **seeds} if "id" in choice else seeds


def _title(lyrics: str) -> str:
    lines = (line.strip() for line in lyrics.splitlines())
    sung = (line for line in lines if line and not re.match(r"\[.*\]$|\w+( \d+)?:$", line))
    return next(sung, "Untitled")[:_LONGEST_TITLE]


def _tags(style: str) -> str:
    parts = re.split(r"[,\s]+", style)
    return ", ".join(part for part in parts if part and not re.fullmatch(r"\d{1,3}s", part))
