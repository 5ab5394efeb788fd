"""Where images and songs stand, each with the table of their tags."""

from dataclasses import dataclass

from sqlalchemy import Table

from persistence.tables import image_tags, images, song_tags, songs


@dataclass(frozen=True, slots=True)
class Shelf:
    """`name` is for people."""

    name: str
    items: Table
    tags: Table


IMAGES = Shelf("image", images, image_tags)
SONGS = Shelf("song", songs, song_tags)
