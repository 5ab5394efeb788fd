"""What was found out about an operation, kept for those who ask it again.

Clients send the same few operations, so their plans outlive a request. Only the arguments of a
field may differ between two askings of an operation; what is selected differs where a directive
looks at a variable, so operations with any directive within are planned anew each time.
"""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from graphql import (
    FragmentDefinitionNode,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
)

from gql.known import LONGEST
from gql.plans import Plan

_MOST = 200

Fragments = Mapping[str, FragmentDefinitionNode]


class Planned:
    """`plans` are known by the ids of the selections that they are for, `selected` by those of the
    fields whose selections they are; the plans keep both alive. `root` is there from the second
    asking on, where the operation may be kept."""

    __slots__ = ("is_kept", "known_by", "plans", "root", "selected")

    def __init__(self, known_by: tuple[object, ...], *, is_kept: bool) -> None:
        self.known_by = known_by  # their ids are the key: they must not be used again
        self.is_kept = is_kept
        self.root: Plan | None = None
        self.plans: dict[int, Plan] = {}
        self.selected: dict[Any, Any] = {}


class PlannedOperations:
    """By identity, which the memory of documents makes last; those that were not asked for lately
    are forgotten."""

    def __init__(self) -> None:
        self._planned = OrderedDict[tuple[int, ...], Planned]()

    def of(
        self, schema: GraphQLSchema, operation: OperationDefinitionNode, fragments: Fragments
    ) -> Planned:
        known_by = (schema, operation, *fragments.values())
        key = tuple(map(id, known_by))
        planned = self._planned.get(key)
        if planned:
            self._planned.move_to_end(key)
        else:
            planned = Planned(known_by, is_kept=_may_be_kept(operation, fragments))
            if planned.is_kept:
                self._keep(key, planned)
        return planned

    def _keep(self, key: tuple[int, ...], planned: Planned) -> None:
        self._planned[key] = planned
        if len(self._planned) > _MOST:
            self._planned.popitem(last=False)


def _may_be_kept(operation: OperationDefinitionNode, fragments: Fragments) -> bool:
    """Not mutations: graphql-core executes their root by itself, with selections of its own."""
    if operation.operation is OperationType.MUTATION or _is_long(operation):
        return False
    if any(each.variable_definitions for each in fragments.values()):
        return False
    sets = (operation.selection_set, *(each.selection_set for each in fragments.values()))
    return not any(map(_has_directive, sets))


def _is_long(operation: OperationDefinitionNode) -> bool:
    return operation.loc is None or len(operation.loc.source.body) > LONGEST


def _has_directive(selections: SelectionSetNode | None) -> bool:
    return selections is not None and any(
        each.directives or _has_directive(getattr(each, "selection_set", None))
        for each in selections.selections
    )
