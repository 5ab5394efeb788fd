"""Where images and songs stand, each with the tables of their tags and of their collections."""

from dataclasses import dataclass

from sqlalchemy import Table

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
    """`name` is for people."""

    name: str
    items: Table
    tags: Table
    places: Table


IMAGES = Shelf("image", images, image_tags, collection_images)
SONGS = Shelf("song", songs, song_tags, collection_songs)
