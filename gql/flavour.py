"""What the API tells and takes: all of it while clients are being built, less for the world."""

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Flavour:
    """`suggestions` are the names of ours that an error mentions when a client's name is wrong."""

    introspection: bool
    suggestions: bool
    queries_by_get: bool
    graphiql: bool

    def but(self, *, introspection: bool | None, graphiql: bool | None) -> "Flavour":
        """With other values where they are given."""
        return replace(
            self,
            introspection=self.introspection if introspection is None else introspection,
            graphiql=self.graphiql if graphiql is None else graphiql,
        )


DEVELOPMENT = Flavour(introspection=True, suggestions=True, queries_by_get=True, graphiql=True)
PRODUCTION = Flavour(introspection=False, suggestions=False, queries_by_get=False, graphiql=False)

FLAVOURS: Mapping[str, Flavour] = {"development": DEVELOPMENT, "production": PRODUCTION}
