"""Documents that were parsed and found valid before: clients send the same few again and again."""

from collections import OrderedDict
from collections.abc import Generator

from graphql import DocumentNode
from strawberry.extensions import SchemaExtension

_MOST = 200
LONGEST = 10_000
"""Characters; what is longer is rare, and would keep much memory."""


class _Known:
    """A document, and the rules that it was found to obey."""

    __slots__ = ("document", "rules")

    def __init__(self, document: DocumentNode, rules: tuple[object, ...]) -> None:
        self.document = document
        self.rules = rules


class KnownDocuments:
    """By their text; those that were not asked for lately are forgotten."""

    def __init__(self) -> None:
        self._known = OrderedDict[str, _Known]()

    def get(self, query: str | None) -> _Known | None:
        known = self._known.get(query or "")
        if known and query:
            self._known.move_to_end(query)
        return known

    def hold(self, query: str | None, document: DocumentNode) -> bool:
        """Whether it is this very document that was found valid."""
        known = self._known.get(query or "")
        return known is not None and known.document is document

    def remember(self, query: str, document: DocumentNode, rules: tuple[object, ...]) -> None:
        known = self._known.get(query)
        if known and known.document is document:
            known.rules = rules
        elif len(query) <= LONGEST:
            self._known[query] = _Known(document, rules)
            if len(self._known) > _MOST:
                self._known.popitem(last=False)


class DocumentMemory(SchemaExtension):
    """Spares known documents the parser and the rules. Documents with mistakes are never known:
    they take the usual way, so that their errors are the usual ones, also on a websocket."""

    def __init__(self, documents: KnownDocuments) -> None:
        super().__init__()
        self._documents = documents

    def on_parse(self) -> Generator[None]:
        context = self.execution_context
        known = self._documents.get(context.query)
        if known and context.graphql_document is None:
            context.graphql_document = known.document
        yield

    def on_validate(self) -> Generator[None]:
        context, rules = self.execution_context, self.execution_context.validation_rules
        known = self._documents.get(context.query)
        if known and known.document is context.graphql_document and known.rules == rules:
            context.validation_rules = ()
        yield
        if context.query and context.graphql_document and not context.pre_execution_errors:
            self._documents.remember(context.query, context.graphql_document, rules)
