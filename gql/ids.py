"""Global ids: which type, and which of them."""

from uuid import UUID

from strawberry import relay

from domain.errors import NotFound


def entity_id(global_id: relay.GlobalID, type_name: str) -> UUID:
    """The id behind a global id of that type. Anything else names nothing: NotFound."""
    if global_id.type_name == type_name:
        try:
            return UUID(global_id.node_id)
        except ValueError:
            pass
    raise NotFound(type_name.lower(), str(global_id)[:80])
