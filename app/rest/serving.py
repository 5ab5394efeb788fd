"""Operations as routes."""

from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.rest.addresses import Addresses
from app.rest.declaring import Call, Operation
from app.rest.taking import body_of, key_of, query_of
from domain.errors import StudioError


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How clients are treated: the address they know us by, if it is not the one they ask, and
    how long they are kept waiting."""

    public_url: str | None
    patience: timedelta


def route(operation: Operation, manners: Manners, prefix: str) -> Route:
    """Within a mount at the prefix."""

    async def endpoint(request: Request) -> Response:
        try:
            return await operation.handle(await _call(operation, request, manners))
        except StudioError as error:
            return operation.refuse(error)

    path = operation.path.removeprefix(prefix)
    return Route(path, endpoint, methods=[operation.method], name=operation.name)


async def _call(operation: Operation, request: Request, manners: Manners) -> Call:
    studio = request.app.state.studio
    return Call(
        request=request,
        use_cases=studio.rest,
        media=studio.media,
        addresses=Addresses(request, manners.public_url),
        patience=manners.patience,
        query=query_of(operation, request),
        key=key_of(operation, request),
        body=await body_of(operation, request),
    )
