"""Where images and songs stand, and by which tables they are found: of their tags, and of their
collections.

PostgreSQL has all indexes on the tables themselves. SQLite finds by `persistence.facts`.
"""

from dataclasses import dataclass

from sqlalchemy import FromClause, Table

from persistence.facts import Facts, image_facts, song_facts
from persistence.tables import (
    collection_images,
    collection_songs,
    image_tags,
    images,
    song_tags,
    songs,
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """`name` is for people. `items` has a row for each, with all that a filter asks about; of
    `few` of them each is looked up by itself, where else a condition begins with what fits it."""

    name: str
    items: FromClause
    tags: Table
    places: Table
    facts: Facts | None = None
    few: bool = False


IMAGES = Shelf("image", images, image_tags, collection_images)
SONGS = Shelf("song", songs, song_tags, collection_songs)

SQLITE_IMAGES = Shelf("image", image_facts.table, image_tags, collection_images, image_facts)
SQLITE_SONGS = Shelf("song", song_facts.table, song_tags, collection_songs, song_facts)
