"""How large a document may be, measured in one pass: each fragment once, however often it is used.

A validation rule that walked fragments anew at each use would need seconds for twenty of them
nested in each other, which fit in 800 bytes.
"""

from collections.abc import Generator
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
)
from strawberry.extensions import SchemaExtension

DEPTH, FIELDS, ALIASES, DIRECTIVES, REPEATS = 15, 500, 15, 20, 20

Selecting = OperationDefinitionNode | FragmentDefinitionNode | FieldNode | InlineFragmentNode


@dataclass(frozen=True, slots=True)
class Size:
    depth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0

    def beside(self, other: "Size") -> "Size":
        return Size(
            max(self.depth, other.depth),
            self.fields + other.fields,
            self.aliases + other.aliases,
            self.directives + other.directives,
        )


class TooLarge(Exception):
    """The document exceeds a limit; the message names it."""


class DocumentLimits(SchemaExtension):
    def on_validate(self) -> Generator[None]:
        document = self.execution_context.graphql_document
        try:
            if document is not None:
                measure(document)
        except TooLarge as error:
            self.execution_context.pre_execution_errors = [
                GraphQLError(str(error), extensions={"code": "GRAPHQL_VALIDATION_FAILED"})
            ]
        yield


def measure(document: DocumentNode) -> None:
    """Raises TooLarge."""
    ruler = _Ruler(document)
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode | FragmentDefinitionNode):
            ruler.size(definition)


class _Ruler:
    def __init__(self, document: DocumentNode) -> None:
        self._fragments = {
            definition.name.value: definition
            for definition in document.definitions
            if isinstance(definition, FragmentDefinitionNode)
        }
        self._known: dict[str, Size] = {}
        self._open: set[str] = set()

    def size(self, node: Selecting) -> Size:
        total = Size(directives=len(node.directives or ()))
        seen: dict[str, int] = {}
        for selection in node.selection_set.selections if node.selection_set else ():
            total = total.beside(self._selection(selection, seen))
            _check(total)
        _check(total)
        return total

    def _selection(self, selection: SelectionNode, seen: dict[str, int]) -> Size:
        if isinstance(selection, FragmentSpreadNode):
            spread = Size(directives=len(selection.directives or ()))
            return self._fragment(selection.name.value).beside(spread)
        if isinstance(selection, FieldNode):
            return self._field(selection, seen)
        if isinstance(selection, InlineFragmentNode):
            return self.size(selection)
        return Size()

    def _field(self, field: FieldNode, seen: dict[str, int]) -> Size:
        key = (field.alias or field.name).value
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > REPEATS:
            raise TooLarge(f"The field {key} stands more than {REPEATS} times in one place.")
        inner = self.size(field)
        return Size(
            inner.depth + 1,
            inner.fields + 1,
            inner.aliases + (field.alias is not None),
            inner.directives,
        )

    def _fragment(self, name: str) -> Size:
        if name not in self._known:
            if name in self._open or name not in self._fragments:
                return Size()  # a cycle or an unknown name: validation reports it
            self._open.add(name)
            self._known[name] = self.size(self._fragments[name])
            self._open.discard(name)
        return self._known[name]


def _check(size: Size) -> None:
    for name, value, limit in (
        ("levels", size.depth, DEPTH),
        ("fields", size.fields, FIELDS),
        ("aliases", size.aliases, ALIASES),
        ("directives", size.directives, DIRECTIVES),
    ):
        if value > limit:
            raise TooLarge(f"The operation has more than {limit} {name}; ask for less at once.")
