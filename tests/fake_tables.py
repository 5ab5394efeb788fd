"""Tables in memory, and the copy of them that a transaction works on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from domain.collection import Collection, Place
from domain.errors import NotFound
from domain.image import Image
from domain.job import Job
from domain.job_state import JobEvent
from domain.media import MediaFile
from domain.song import Song
from domain.template import Template


@dataclass
class Tables:
    jobs: dict[UUID, Job] = field(default_factory=dict[UUID, Job])
    events: list[JobEvent] = field(default_factory=list[JobEvent])
    images: dict[UUID, Image] = field(default_factory=dict[UUID, Image])
    songs: dict[UUID, Song] = field(default_factory=dict[UUID, Song])
    workers: dict[UUID, datetime] = field(default_factory=dict[UUID, datetime])
    media: dict[str, MediaFile] = field(default_factory=dict[str, MediaFile])
    templates: dict[UUID, Template] = field(default_factory=dict[UUID, Template])
    collections: dict[UUID, Collection] = field(default_factory=dict[UUID, Collection])
    places: dict[tuple[UUID, UUID], Place] = field(default_factory=dict[tuple[UUID, UUID], Place])
    keys: dict[str, UUID] = field(default_factory=dict[str, UUID])

    def copy(self) -> "Tables":
        return Tables(
            dict(self.jobs),
            list(self.events),
            dict(self.images),
            dict(self.songs),
            dict(self.workers),
            dict(self.media),
            dict(self.templates),
            dict(self.collections),
            dict(self.places),
            dict(self.keys),
        )


class Transaction:
    """A copy of the tables, which replaces them when it is committed."""

    def __init__(self, tables: Tables, *, read_only: bool) -> None:
        self._tables = tables
        self._read_only = read_only
        self.ended = False
        self.news: list[JobEvent] = []

    def read(self) -> Tables:
        if self.ended:
            raise RuntimeError("This unit of work has ended.")
        return self._tables

    def write(self) -> Tables:
        if self._read_only:
            raise RuntimeError("This unit of work only reads.")
        return self.read()


_Thing = TypeVar("_Thing")


def found(things: Mapping[UUID, _Thing], id: UUID, kind: str) -> _Thing:
    if id not in things:
        raise NotFound(kind, id)
    return things[id]
