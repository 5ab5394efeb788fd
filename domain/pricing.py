"""What a request costs, by the catalogue's prices of today."""

from decimal import Decimal

from domain.catalogue import IMAGE_MODELS, song_model
from domain.image import ImageRequest
from domain.money import Price
from domain.requests import Request
from domain.song import SongRequest


def list_price(request: Request) -> Decimal | None:
    """US dollars for all results of the request; None where nobody could tell, as of instrumentals,
    extensions and stems. What previews cost is not published, and not in it."""
    price = _price_of_one(request)
    return None if price is None else price.times(request.n).usd


def _price_of_one(request: Request) -> Price | None:
    match request:
        case SongRequest():
            song = song_model(request.model)
            return song.price if song else None
        case ImageRequest():
            image = IMAGE_MODELS.get(request.model)
            return image.price(request.quality, request.size) if image else None
        case _:
            return None
