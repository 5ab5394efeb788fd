"""How large a document may be, measured in one pass: each fragment once, however often it is used.

A validation rule that walked fragments anew at each use would need seconds for twenty of them
nested in each other, which fit in 800 bytes.
"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field, replace

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

from gql.known import KnownDocuments

DEPTH, FIELDS, ALIASES, DIRECTIVES, REPEATS = 15, 500, 15, 20, 20

ROOT_FIELDS, WIDTH = 20, 100
"""Fields of an operation, and of any other place, those of its fragments included: validation
compares each with each."""

NESTING = 50
"""Selections within each other, fragments included: each costs levels of Python's own stack."""

RETURNS = 2
"""How often a field may stand within itself, under whatever alias: each return multiplies what is
answered by the length of a list."""

Selecting = OperationDefinitionNode | FragmentDefinitionNode | FieldNode | InlineFragmentNode


@dataclass(frozen=True, slots=True)
class Size:
    depth: int = 0
    nesting: int = 0
    width: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0
    returns: Mapping[str, int] = field(default_factory=dict[str, int])
    """By name, how often fields stand within each other at the most."""

    def beside(self, other: "Size") -> "Size":
        return Size(
            max(self.depth, other.depth),
            max(self.nesting, other.nesting),
            self.width + other.width,
            self.fields + other.fields,
            self.aliases + other.aliases,
            self.directives + other.directives,
            _deepest(self.returns, other.returns),
        )


def _deepest(one: Mapping[str, int], other: Mapping[str, int]) -> Mapping[str, int]:
    if not one or not other:
        return one or other
    return {name: max(one.get(name, 0), other.get(name, 0)) for name in one.keys() | other.keys()}


class TooLarge(Exception):
    """The document exceeds a limit; the message names it."""


class DocumentLimits(SchemaExtension):
    """Known documents were measured when they came first."""

    def __init__(self, documents: KnownDocuments) -> None:
        super().__init__()
        self._documents = documents

    def on_validate(self) -> Generator[None]:
        query, document = self.execution_context.query, self.execution_context.graphql_document
        try:
            if document is not None and not self._documents.hold(query, document):
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
        if isinstance(definition, OperationDefinitionNode):
            size = ruler.size(definition)
            _check("fields at its root", size.width, ROOT_FIELDS)
            _check(
                "levels of a field within itself", max(size.returns.values(), default=0), RETURNS
            )
        elif isinstance(definition, FragmentDefinitionNode):
            ruler.fragment(definition.name.value)


class _Ruler:
    def __init__(self, document: DocumentNode) -> None:
        self._fragments = {
            definition.name.value: definition
            for definition in document.definitions
            if isinstance(definition, FragmentDefinitionNode)
        }
        self._known: dict[str, Size] = {}
        self._open: list[str] = []
        self._level = 0

    def size(self, node: Selecting) -> Size:
        total = Size(directives=len(node.directives or ()))
        seen: dict[str, int] = {}
        self._level += 1
        _check("selections within each other", self._level, NESTING)
        for selection in node.selection_set.selections if node.selection_set else ():
            total = total.beside(self._selection(selection, seen))
            _check_all(total)
        self._level -= 1
        total = replace(total, nesting=total.nesting + 1)
        _check_all(total)
        return total

    def fragment(self, name: str) -> Size:
        if name not in self._known:
            if name in self._open or name not in self._fragments:
                return Size()  # a cycle or an unknown name: validation reports it
            self._open.append(name)
            self._known[name] = self.size(self._fragments[name])
            self._open.pop()
        return self._known[name]

    def _selection(self, selection: SelectionNode, seen: dict[str, int]) -> Size:
        if isinstance(selection, FragmentSpreadNode):
            spread = Size(directives=len(selection.directives or ()))
            return self.fragment(selection.name.value).beside(spread)
        if isinstance(selection, FieldNode):
            return self._field(selection, seen)
        if isinstance(selection, InlineFragmentNode):
            return self.size(selection)
        return Size()

    def _field(self, node: FieldNode, seen: dict[str, int]) -> Size:
        key = (node.alias or node.name).value
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > REPEATS:
            raise TooLarge(f"The field {key} stands more than {REPEATS} times in one place.")
        inner, name = self.size(node), node.name.value
        # What is asked of the schema itself has few answers, and returns to `ofType` by nature.
        returns = {} if name.startswith("__") else {**inner.returns}
        if node.selection_set and not name.startswith("__"):
            returns[name] = returns.get(name, 0) + 1
        return replace(
            inner,
            depth=inner.depth + 1,
            width=1,
            fields=inner.fields + 1,
            aliases=inner.aliases + (node.alias is not None),
            returns=returns,
        )


def _check_all(size: Size) -> None:
    _check("levels", size.depth, DEPTH)
    _check("selections within each other", size.nesting, NESTING)
    _check("fields in one place", size.width, WIDTH)
    _check("fields", size.fields, FIELDS)
    _check("aliases", size.aliases, ALIASES)
    _check("directives", size.directives, DIRECTIVES)


def _check(name: str, value: int, limit: int) -> None:
    if value > limit:
        raise TooLarge(f"The operation has more than {limit} {name}; ask for less at once.")
