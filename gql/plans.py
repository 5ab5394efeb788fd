"""What is done for each field of a selection; found out once, used for every object of a list.

A list whose objects need nothing but themselves is answered by columns: one field of all objects
after the other, each by a few calls that run in C. Where a column meets something unforeseen, the
whole list is answered anew, object by object. So a field may be read twice; only those at the root
of a mutation have effects, and these are in no list.
"""

from collections.abc import Sequence
from itertools import chain, islice
from types import GeneratorType, NoneType
from typing import Any, cast

from graphql import GraphQLList, GraphQLNonNull, GraphQLObjectType
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet
from graphql.pyutils import Path
from strawberry.types.cast import get_strawberry_type_cast

from gql.answers import RESOLVED_WEIGHT, AnswerTooLarge
from gql.leaves import (
    Conversions,
    Leaf,
    Read,
    Unforeseen,
    conversions_of,
    converted,
    definition_of_type,
    leaf_of,
    reader_of,
)

Executor = Any
"""PlainFieldsExecutor; the parts that graphql-core annotates openly are open here, too."""


class Field:
    """A field that graphql-core resolves."""

    is_columnar = False
    """Whether `column` can answer it for many objects at once."""

    def __init__(
        self, parent: GraphQLObjectType, name: str, field: Any, details: FieldDetailsList
    ) -> None:
        self.name = name
        self._parent = parent
        self._field = field
        self._details = details

    def answer(self, executor: Executor, source: Any, path: Path | None) -> Any:
        own = self._path(path)
        return executor.execute_field(self._parent, source, self._details, own, None)

    def answer_failed(self, executor: Executor, error: Exception, path: Path | None) -> None:
        """Reading it raised. Raises where the field may not be null."""
        executor.handle_field_error(error, self._field.type, self._details, self._path(path))

    def answer_with(self, executor: Executor, value: Any, path: Path | None) -> Any:
        """The value was read; what it is to the answer, graphql-core decides."""
        kind, details, own = self._field.type, self._details, self._path(path)
        nodes = [each.node for each in details]
        info = executor.build_resolve_info(self._field, nodes, self._parent, own)
        if executor.is_awaitable(value):
            return executor.complete_awaitable_value(kind, details, info, own, value, None)
        try:
            answer = executor.complete_value(kind, details, info, own, value, None)
        except Exception as error:
            executor.handle_field_error(error, kind, details, own)
            return None
        return executor.kept_nullable(answer, kind, details, own)

    def answer_read(self, executor: Executor, source: Any, value: Any, path: Path | None) -> Any:
        """The value was read of the source, and is out of the ordinary."""
        return self.answer_with(executor, value, path)

    def column(self, executor: Executor, objects: Sequence[Any]) -> Sequence[Any]:
        """Its answers for all the objects. Raises, whatever it may be, at the first that is out
        of the ordinary."""
        raise Unforeseen

    def _path(self, path: Path | None) -> Path:
        return Path(path, self.name, self._parent.name)


class LeafField(Field):
    """One whose value is a scalar or an enumeration."""

    is_columnar = True

    def __init__(self, *args: Any, leaf: Leaf) -> None:
        super().__init__(*args)
        self._leaf = leaf

    def answer_read(self, executor: Executor, source: Any, value: Any, path: Path | None) -> Any:
        if self._leaf.is_resolved:
            return self.answer(executor, source, path)
        return super().answer_read(executor, source, value, path)

    def column(self, executor: Executor, objects: Sequence[Any]) -> Sequence[Any]:
        return converted(list(map(self._leaf.read, objects)), self._leaf.conversions)


class NestedField(Field):
    """One whose value, an object or a list of them, can be read of the object alone."""

    def __init__(self, *args: Any, read: Read, holds: "Objects | ListOfObjects") -> None:
        super().__init__(*args)
        self._read = read
        self._holds = holds
        self.is_columnar = holds.is_columnar

    def column(self, executor: Executor, objects: Sequence[Any]) -> Sequence[Any]:
        return self._holds.column(executor, list(map(self._read, objects)))

    def answer(self, executor: Executor, source: Any, path: Path | None) -> Any:
        try:
            value = self._read(source)
        except Exception as error:
            return self.answer_failed(executor, error, path)
        if not self._holds.suit(value):
            return self.answer_with(executor, value, path)
        kind, details, own = self._field.type, self._details, self._path(path)
        try:
            answer = self._holds.answer(executor, value, own)
        except Exception as error:
            executor.handle_field_error(error, kind, details, own)
            return None
        return executor.kept_nullable(answer, kind, details, own)


class LeavesField(Field):
    """One whose value is a list of scalars or enumerations."""

    is_columnar = True

    def __init__(self, *args: Any, read: Read, conversions: Conversions) -> None:
        super().__init__(*args)
        self._read = read
        self._conversions = conversions

    def answer(self, executor: Executor, source: Any, path: Path | None) -> Any:
        try:
            value = self._read(source)
        except Exception as error:
            return self.answer_failed(executor, error, path)
        try:
            return [self._converted(each) for each in _listed(value)]
        except Exception:
            return self.answer_with(executor, value, path)

    def column(self, executor: Executor, objects: Sequence[Any]) -> Sequence[Any]:
        values = [_listed(self._read(each)) for each in objects]
        return _parted(converted(list(chain.from_iterable(values)), self._conversions), values)

    def _converted(self, value: Any) -> Any:
        convert = self._conversions[type(value)]
        return value if convert is None else convert(value)


class Objects:
    """Objects of one type, and what is asked of each."""

    def __init__(self, executor: Executor, kind: Any, details: FieldDetailsList) -> None:
        self._nullable = not _is_non_null(kind)
        self._type: GraphQLObjectType = kind if self._nullable else kind.of_type
        self._suitable: dict[type, bool] = {}
        fields = executor.collect_subfields(self._type, details).grouped_field_set
        self._plan = Plan(executor, self._type, fields)
        self.is_columnar = self._plan.is_columnar

    def all_suit(self, values: Sequence[Any]) -> bool:
        if self._type.is_type_of and any(map(get_strawberry_type_cast, values)):
            return all(map(self.suit, values))
        one_of_each = dict[type, Any](zip(map(type, values), values, strict=True))
        return all(map(self.suit, one_of_each.values()))  # none decides for itself

    def suit(self, value: Any) -> bool:
        kind: type = type(cast(object, value))
        known = self._suitable.get(kind)
        if known is None:
            known = self._suitable[kind] = self._may_be(kind)
        if known and self._type.is_type_of and value is not None:
            return bool(self._type.is_type_of(value, None))  # pyright: ignore[reportArgumentType]
        return known

    def _may_be(self, kind: type) -> bool:
        if kind is NoneType:
            return self._nullable
        is_promise = hasattr(cast(Any, kind), "__await__")
        return not (is_promise or issubclass(kind, Exception | GeneratorType))

    def answer(self, executor: Executor, value: Any, path: Path) -> Any:
        if value is None:
            return None
        executor.take(self._plan.weight)
        return executor.run(self._plan, value, path)

    def column(self, executor: Executor, values: Sequence[Any]) -> Sequence[Any]:
        if not self.all_suit(values):
            raise Unforeseen
        if NoneType not in set(map(type, values)):
            return self._plan.rows(executor, values)
        present = iter(self._plan.rows(executor, [each for each in values if each is not None]))
        return [None if each is None else next(present) for each in values]


class ListOfObjects:
    def __init__(self, executor: Executor, item: Any, details: FieldDetailsList) -> None:
        self._item = item
        self._details = details
        self._objects = Objects(executor, item, details)
        self.is_columnar = self._objects.is_columnar

    def suit(self, value: Any) -> bool:
        if type(value) not in (list, tuple):
            return False
        return self._objects.all_suit(value)

    def column(self, executor: Executor, values: Sequence[Any]) -> Sequence[Any]:
        lists = list(map(_listed, values))
        return _parted(self._objects.column(executor, list(chain.from_iterable(lists))), lists)

    def answer(self, executor: Executor, value: Sequence[Any], path: Path) -> Any:
        if self.is_columnar:
            room = executor.room
            try:
                return self._objects.column(executor, value)
            except AnswerTooLarge:
                raise
            except Exception:
                executor.room = room
        return self._one_by_one(executor, value, path)

    def _one_by_one(self, executor: Executor, value: Sequence[Any], path: Path) -> Any:
        answers: list[Any] = []
        awaited: list[int] = []
        try:
            for index, each in enumerate(value):
                own = Path(path, index, None)
                try:
                    answer = self._objects.answer(executor, each, own)
                except Exception as error:
                    executor.handle_field_error(error, self._item, self._details, own)
                    answer = None
                if type(answer) is not dict and executor.is_awaitable(answer):
                    answer = executor.guarded(answer, self._item, self._details, own)
                    awaited.append(index)
                answers.append(answer)
        except Exception:
            if awaited:
                executor.settle_in_background([answers[each] for each in awaited])
            raise
        return executor.joined(answers, awaited) if awaited else answers


class Plan:
    """The fields of a selection on a type: for leaves how they are read, for others who does it."""

    def __init__(
        self, executor: Executor, parent: GraphQLObjectType, grouped: GroupedFieldSet
    ) -> None:
        self._grouped = grouped  # its id names the plan: it must not be used again
        self.fields: list[tuple[str, Read | None, Any, Field]] = []
        for name, details in grouped.items():
            field_name = details[0].node.name.value
            field = executor.schema.get_field(parent, field_name)
            if field is None:
                continue
            leaf = leaf_of(parent, field_name)
            own = (
                LeafField(parent, name, field, details, leaf=leaf)
                if leaf
                else _field_of(executor, parent, name, field, details)
            )
            read, conversions = (leaf.read, leaf.conversions) if leaf else (None, None)
            self.fields.append((name, read, conversions, own))
        self._blank = {name: None for name, *_ in self.fields}
        self.is_columnar = all(field.is_columnar for *_, field in self.fields)
        resolved = sum(type(field) is Field for *_, field in self.fields)
        self.weight = 1 + resolved * RESOLVED_WEIGHT

    def rows(self, executor: Executor, objects: Sequence[Any]) -> Sequence[Any]:
        """What of each object is asked for, all objects at once. Raises as `Field.column` does."""
        executor.take(len(objects))
        rows: list[dict[str, Any]] = [self._blank.copy() for _ in objects]
        for name, _, _, field in self.fields:
            for row, value in zip(rows, field.column(executor, objects), strict=True):
                row[name] = value
        return rows


def _field_of(
    executor: Executor,
    parent: GraphQLObjectType,
    name: str,
    field: Any,
    details: FieldDetailsList,
) -> Field:
    arguments, kind = (parent, name, field, details), _unwrapped(field.type)
    read = reader_of(parent, details[0].node.name.value)
    if read is None:
        return Field(*arguments)
    if _is_object(kind):
        return NestedField(*arguments, read=read, holds=Objects(executor, field.type, details))
    if _is_list(kind):
        if _is_object(_unwrapped(kind.of_type)):
            items = ListOfObjects(executor, kind.of_type, details)
            return NestedField(*arguments, read=read, holds=items)
        if conversions := conversions_of(kind.of_type):
            return LeavesField(*arguments, read=read, conversions=conversions)
    return Field(*arguments)


def _unwrapped(kind: Any) -> Any:
    return kind.of_type if _is_non_null(kind) else kind


def _is_non_null(kind: Any) -> bool:
    return isinstance(kind, GraphQLNonNull)


def _is_list(kind: Any) -> bool:
    return isinstance(kind, GraphQLList)


def _is_object(kind: Any) -> bool:
    """Whether it is an object type of Strawberry's, that decides by classes what belongs to it."""
    return isinstance(kind, GraphQLObjectType) and definition_of_type(kind).is_type_of is None


def _listed(value: Any) -> Sequence[Any]:
    if type(value) not in (list, tuple):
        raise Unforeseen
    return value


def _parted(answers: Sequence[Any], lists: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
    """As many of them for each list as it holds."""
    rest = iter(answers)
    return [list(islice(rest, len(each))) for each in lists]
