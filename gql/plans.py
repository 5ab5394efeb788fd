"""What is done for each field of a selection; found out once, used for every object of a list."""

from collections.abc import Sequence
from types import GeneratorType, NoneType
from typing import TYPE_CHECKING, Any

from graphql import GraphQLField, GraphQLList, GraphQLNonNull, GraphQLObjectType
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet
from graphql.pyutils import Path

from gql.leaves import (
    Conversions,
    Leaf,
    Unforeseen,
    conversions_of,
    definition_of,
    definition_of_type,
    is_plain,
    leaf_of,
)

if TYPE_CHECKING:
    from gql.execution import PlainFieldsExecutor

UNREAD = object()


class Read:
    """Stands for an object of which one attribute was read: whatever is read of it is that."""

    __slots__ = ("_value",)

    def __init__(self, value: Any) -> None:
        self._value = value

    def __getattr__(self, name: str) -> Any:
        return self._value


class Field:
    """A field that graphql-core resolves."""

    def __init__(
        self, parent: GraphQLObjectType, name: str, field: GraphQLField, details: FieldDetailsList
    ) -> None:
        definition = definition_of(field)
        self.name = name
        self._parent = parent
        self._type = field.type
        self._details = details
        self._attribute = definition.python_name if definition else ""

    def complete(self, executor: "PlainFieldsExecutor", source: Any, path: Path | None) -> Any:
        return self._resolved(executor, source, self._path(path))

    def _path(self, path: Path | None) -> Path:
        return Path(path, self.name, self._parent.name)

    def _resolved(self, executor: "PlainFieldsExecutor", source: Any, path: Path) -> Any:
        return executor.execute_field(self._parent, source, self._details, path, None)


class NestedField(Field):
    """A plain attribute that holds objects; what is wrong within them is theirs to tell."""

    def __init__(self, *args: Any, holds: "Objects | ListOfObjects") -> None:
        super().__init__(*args)
        self._holds = holds

    def complete(self, executor: "PlainFieldsExecutor", source: Any, path: Path | None) -> Any:
        own = self._path(path)
        try:
            value = getattr(source, self._attribute)
        except Exception:
            return self._resolved(executor, source, own)
        if not self._holds.suit(executor, value):
            return self._resolved(executor, Read(value), own)
        try:
            completed = self._holds.complete(executor, value, own)
        except Exception as error:
            executor.handle_field_error(error, self._type, self._details, own)
            return None
        if executor.is_awaitable(completed):
            return executor.guarded(completed, self._type, self._details, own)
        return completed


class LeavesField(Field):
    """A plain attribute that is a list of scalars or enumerations."""

    def __init__(self, *args: Any, conversions: Conversions) -> None:
        super().__init__(*args)
        self._conversions = conversions

    def complete(self, executor: "PlainFieldsExecutor", source: Any, path: Path | None) -> Any:
        read = UNREAD
        try:
            read = getattr(source, self._attribute)
            return [self._converted(each) for each in _listed(read)]
        except Exception:
            source = source if read is UNREAD else Read(read)
            return self._resolved(executor, source, self._path(path))

    def _converted(self, value: Any) -> Any:
        convert = self._conversions[type(value)]
        return value if convert is None else convert(value)


class Objects:
    """Objects of one type, and what is asked of each."""

    def __init__(self, kind: Any, details: FieldDetailsList) -> None:
        self._nullable = not isinstance(kind, GraphQLNonNull)
        self._type: GraphQLObjectType = kind if self._nullable else kind.of_type
        self._details = details
        self._suitable: dict[type, bool] = {}
        self.plan: Plan | None = None

    def suit(self, executor: "PlainFieldsExecutor", value: Any) -> bool:
        kind = type(value)
        known = self._suitable.get(kind)
        if known is None:
            known = self._suitable[kind] = self._may_be(kind)
        if known and self._type.is_type_of and value is not None:
            return bool(self._type.is_type_of(value, None))  # pyright: ignore[reportArgumentType]
        return known

    def _may_be(self, kind: type) -> bool:
        if kind is NoneType:
            return self._nullable
        return not (issubclass(kind, Exception | GeneratorType) or hasattr(kind, "__await__"))

    def complete(self, executor: "PlainFieldsExecutor", value: Any, path: Path) -> Any:
        if value is None:
            return None
        if self.plan is None:
            fields = executor.collect_subfields(self._type, self._details).grouped_field_set
            self.plan = Plan(executor.schema, self._type, fields)
        return executor.run(self.plan, value, path)


class ListOfObjects:
    def __init__(self, item: Any, details: FieldDetailsList) -> None:
        self._item = item
        self._details = details
        self._objects = Objects(item, details)

    def suit(self, executor: "PlainFieldsExecutor", value: Any) -> bool:
        if type(value) not in (list, tuple):
            return False
        return all(self._objects.suit(executor, each) for each in value)

    def complete(self, executor: "PlainFieldsExecutor", value: Sequence[Any], path: Path) -> Any:
        answers: list[Any] = []
        awaited: list[int] = []
        try:
            for index, each in enumerate(value):
                answer = self._completed(executor, each, Path(path, index, None))
                answers.append(answer)
                if executor.is_awaitable(answer):
                    awaited.append(index)
        except Exception:
            executor.settle_in_background([answers[index] for index in awaited])
            raise
        return executor.joined(answers, awaited) if awaited else answers

    def _completed(self, executor: "PlainFieldsExecutor", value: Any, path: Path) -> Any:
        try:
            answer = self._objects.complete(executor, value, path)
        except Exception as error:
            executor.handle_field_error(error, self._item, self._details, path)
            return None
        if executor.is_awaitable(answer):
            return executor.guarded(answer, self._item, self._details, path)
        return answer


class Plan:
    """The fields of a selection on a type: for leaves how they are read, for others who does it."""

    def __init__(self, schema: Any, parent: GraphQLObjectType, grouped: GroupedFieldSet) -> None:
        self._grouped = grouped  # its id names the plan: it must not be used again
        self.fields: list[tuple[str, str, Any, Field]] = []
        for name, details in grouped.items():
            field_name = details[0].node.name.value
            field = schema.get_field(parent, field_name)
            if field is None:
                continue
            leaf = leaf_of(parent, field_name, field) or _NO_LEAF
            own = _field_of(parent, name, field, details)
            self.fields.append((name, leaf.attribute, leaf.conversions, own))


_NO_LEAF = Leaf("", None)


def _field_of(
    parent: GraphQLObjectType, name: str, field: GraphQLField, details: FieldDetailsList
) -> Field:
    kind: Any = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
    arguments = (parent, name, field, details)
    if not is_plain(field):
        return Field(*arguments)
    if _is_object(kind):
        return NestedField(*arguments, holds=Objects(field.type, details))
    if isinstance(kind, GraphQLList):
        if _is_object(_unwrapped(kind.of_type)):
            return NestedField(*arguments, holds=ListOfObjects(kind.of_type, details))
        if conversions := conversions_of(kind.of_type):
            return LeavesField(*arguments, conversions=conversions)
    return Field(*arguments)


def _unwrapped(kind: Any) -> Any:
    return kind.of_type if isinstance(kind, GraphQLNonNull) else kind


def _is_object(kind: Any) -> bool:
    """Whether it is an object type of Strawberry's, that decides by classes what belongs to it."""
    return isinstance(kind, GraphQLObjectType) and definition_of_type(kind).is_type_of is None


def _listed(value: Any) -> Sequence[Any]:
    if type(value) not in (list, tuple):
        raise Unforeseen
    return value
