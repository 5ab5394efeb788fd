"""Automatic persisted queries: a client sends a query's hash, and the query itself only once.

The protocol is Apollo's: `extensions.persistedQuery` with `version` 1 and `sha256Hash`.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Generator
from hashlib import sha256
from typing import cast

from graphql import GraphQLError
from strawberry.extensions import SchemaExtension

COUNT_LIMIT = 1_000
SIZE_LIMIT = 4 * 1024 * 1024
"""Bytes of all queries together."""

_HASH = re.compile(r"[0-9a-f]{64}")


class QueryStore:
    """Queries by their hash; the one that was asked for least recently goes first."""

    def __init__(self, count: int = COUNT_LIMIT, size: int = SIZE_LIMIT) -> None:
        self._count, self._room = count, size
        self._queries: OrderedDict[str, str] = OrderedDict()

    def get(self, digest: str) -> str | None:
        query = self._queries.get(digest)
        if query is not None:
            self._queries.move_to_end(digest)
        return query

    def add(self, digest: str, query: str) -> None:
        if digest in self._queries:
            return
        self._queries[digest] = query
        self._room -= _size(query)
        while self._room < 0 or len(self._queries) > self._count:
            _, forgotten = self._queries.popitem(last=False)
            self._room += _size(forgotten)


def _size(query: str) -> int:
    return len(query.encode("utf-8", "surrogatepass"))


class PersistedQueries(SchemaExtension):
    """Stands before all other extensions: they need the query."""

    def __init__(self, store: QueryStore) -> None:
        self._store = store
        self._digest: str | None = None

    def on_operation(self) -> Generator[None]:
        context = self.execution_context
        told = (context.operation_extensions or {}).get("persistedQuery")
        if told is not None:
            self._digest = _digest_in(told)
            context.query = self._query(self._digest, context.query)
        yield

    def on_execute(self) -> Generator[None]:
        """Only what passed validation is kept, so that nonsense pushes nothing out."""
        query = self.execution_context.query
        if self._digest and query:
            self._store.add(self._digest, query)
        yield

    def _query(self, digest: str, query: str | None) -> str:
        if not query:
            known = self._store.get(digest)
            if known is None:
                # Clients of the protocol know these very words, and then send the query.
                raise _refusal("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND")
            return known
        if sha256(query.encode("utf-8", "surrogatepass")).hexdigest() != digest:
            raise _refusal("The hash is not that of the query.", "PERSISTED_QUERY_HASH_MISMATCH")
        return query


def persisted_queries() -> Callable[[], SchemaExtension]:
    """With a store of its own for each schema, which all its operations share."""
    store = QueryStore()
    return lambda: PersistedQueries(store)


def _digest_in(told: object) -> str:
    if not isinstance(told, dict):
        raise _refusal("`persistedQuery` must be an object.", "BAD_REQUEST")
    fields = cast("dict[str, object]", told)
    if fields.get("version") != 1:
        raise _refusal("Only version 1 is supported.", "PERSISTED_QUERY_NOT_SUPPORTED")
    digest = fields.get("sha256Hash")
    if not isinstance(digest, str) or not _HASH.fullmatch(digest):
        raise _refusal("`sha256Hash` must be 64 hexadecimal digits.", "BAD_REQUEST")
    return digest


def _refusal(message: str, code: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": code})
