"""Executes operations as graphql-core does, and takes a short way to plain attributes.

Nearly every field of a large answer is a plain attribute of an object: no resolver, no arguments.
graphql-core prepares each of them as if it were a resolver, with a path, an info of fifteen
entries, and several looks for awaitables. Here such a value is read and converted by what its
plan says. Whatever is out of the ordinary (null where none may be, an exception, an awaitable, a
foreign object) goes to graphql-core, with the value that was read: errors and paths are its own.

This leans on private parts of Strawberry and of graphql-core. Both are pinned, and tests compare
the answers with those of the stock executor.
"""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from graphql import GraphQLObjectType, located_error
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet
from graphql.pyutils import Path, gather_with_cancel
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from gql.answers import ANSWER_LIMIT, AnswerTooLarge, is_too_large
from gql.planned import PlannedOperations
from gql.plans import Plan

_PLANNED = PlannedOperations()


class PlainFieldsExecutor(StrawberryGraphQLCoreExecutionContext):
    """The stock executor, but for plain attributes. It gives way to stock where resolvers are
    wrapped, where an operation may be aborted, and where parts may be deferred."""

    limit = ANSWER_LIMIT

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wrapped = self.middleware_manager is not None and self.middleware_manager.middlewares
        deferring = self.schema.get_directive("defer") or self.schema.get_directive("stream")
        self._is_stock = bool(wrapped or deferring or self.abort_signal is not None)
        planned = _PLANNED.of(self.schema, self.operation, self.fragment_definitions)
        self._planned = planned
        if planned.is_kept and not self._is_stock:
            self._relevant_sub_fields = planned.selected
        self._is_promise: Callable[[Any], bool] = cast(Any, self).is_awaitable
        self.room = self.limit
        """How many more objects the answer may have."""

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Path | None,
        grouped_field_set: GroupedFieldSet,
        position_context: Any,
    ) -> Any:
        if self._is_stock:
            return super().execute_fields(
                parent_type, source_value, path, grouped_field_set, position_context
            )
        plan = self._plan(parent_type, path, grouped_field_set)
        self.take(plan.weight)
        return self.run(plan, source_value, path)

    def take(self, count: int) -> None:
        """So many more objects are answered. Raises AnswerTooLarge."""
        self.room -= count
        if self.room < 0:
            raise AnswerTooLarge

    def _plan(
        self, parent_type: GraphQLObjectType, path: Path | None, grouped: GroupedFieldSet
    ) -> Plan:
        planned = self._planned
        if path is None and planned.root:
            return planned.root  # graphql-core collects the fields of the root each time
        plan = planned.plans.get(id(grouped))
        if plan is None:
            plan = planned.plans[id(grouped)] = Plan(self, parent_type, grouped)
            if path is None and planned.is_kept:
                planned.root = plan
        return plan

    def run(self, plan: Plan, source: Any, path: Path | None) -> Any:
        answer: dict[str, Any] = {}
        awaited: list[str] = []
        try:
            for name, read, conversions, field in plan.fields:
                if read is None:
                    value = field.answer(self, source, path)
                else:
                    try:
                        value = read(source)
                    except Exception as error:
                        answer[name] = field.answer_failed(self, error, path)
                        continue
                    try:
                        convert = conversions[type(value)]
                        answer[name] = value if convert is None else convert(value)
                        continue
                    except Exception:
                        value = field.answer_read(self, source, value, path)
                answer[name] = value
                if type(value) is not dict and self._is_promise(value):
                    awaited.append(name)
        except Exception:
            if awaited:
                self.settle_in_background([answer[name] for name in awaited])
            raise
        return self.joined(answer, awaited) if awaited else answer

    def handle_field_error(
        self,
        raw_error: Exception,
        return_type: Any,
        field_details_list: FieldDetailsList,
        path: Path,
    ) -> None:
        """Where an answer is too large, null in its place would only let others go on."""
        if is_too_large(raw_error):
            nodes = [each.node for each in field_details_list]
            raise located_error(raw_error, nodes, path.as_list())
        cast(Any, super()).handle_field_error(raw_error, return_type, field_details_list, path)

    async def joined(self, answers: Any, awaited: list[Any]) -> Any:
        """The answers, a dictionary or a list, with those in their places that were awaited."""
        if len(awaited) == 1:
            answers[awaited[0]] = await answers[awaited[0]]
            return answers
        values = await gather_with_cancel(*(answers[each] for each in awaited))
        for each, value in zip(awaited, values, strict=True):
            answers[each] = value
        return answers

    def kept_nullable(self, answer: Any, kind: Any, details: FieldDetailsList, path: Path) -> Any:
        """Where the answer is still to come, so may errors be, which null can take the place of."""
        return self.guarded(answer, kind, details, path) if self._is_promise(answer) else answer

    async def guarded(
        self, answer: Awaitable[Any], kind: Any, details: FieldDetailsList, path: Path
    ) -> Any:
        try:
            return await answer
        except Exception as error:
            cast(Any, self).handle_field_error(error, kind, details, path)
            return None
