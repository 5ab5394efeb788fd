"""Images and songs by their kind, and both as one list."""

from collections.abc import Sequence
from typing import Any

from domain.library import ItemKind
from domain.paging import Page
from domain.ports.database import UnitOfWork
from domain.ports.items import AnItem, ItemRepository


def items_of(work: UnitOfWork, kind: ItemKind) -> ItemRepository[Any]:
    return work.images if kind is ItemKind.IMAGE else work.songs


def merged(page: Page, *lists: Sequence[AnItem]) -> Sequence[AnItem]:
    """What each list has for the page, as one page."""
    together = sorted(
        (item for items in lists for item in items),
        key=lambda item: item.position(page.order.by),
        reverse=page.order.descending,
    )
    return together[-page.limit :] if page.backward else together[: page.limit]
