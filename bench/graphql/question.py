"""What every server is asked for, and its answer without what differs between them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from domain.paging import Position, SortKey
from gql.paging import cursor_of

Fields = Mapping[str, Any]

DOCUMENT = """
query Library($first: Int!) {
  songs(first: $first) {
    edges {
      node {
        id title model createdAt tags
        choices { index durationMs mp3 { url sizeBytes durationMs } }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""


def songs_of_graphql(answer: Fields) -> Fields:
    found = answer["data"]["songs"]
    return {"songs": [edge["node"] for edge in found["edges"]], **found["pageInfo"]}


def songs_of_rest(answer: Fields) -> Fields:
    return answer


def media_url(sha256: str, title: str, index: int) -> str:
    """As the studio writes it for titles that need no care, which all of the bench's are."""
    return f"/media/{sha256}/{quote(f'{title} - {index + 1}.mp3', safe='')}"


def cursor(created_at: datetime, id: UUID) -> str:
    """As the studio names a place in its lists."""
    return cursor_of(Position(created_at, id), SortKey.CREATED_AT)
