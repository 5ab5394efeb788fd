"""Strawberry's hooks of extensions, looked up once for a class.

Strawberry looks at every extension four times in an operation, makes a context manager anew of each
hook that it finds, and a stack for them where there are none: a tenth of what a short operation
costs. What an extension does is not touched by this.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from functools import cache, partial
from inspect import isgeneratorfunction
from typing import Any

from strawberry.extensions import SchemaExtension
from strawberry.extensions.context import (
    ExecutingContextManager,
    ExtensionContextManagerBase,
    OperationContextManager,
    ParsingContextManager,
    ValidationContextManager,
    WrappedHook,
)
from strawberry.extensions.runner import SchemaExtensionsRunner

Hook = Callable[[SchemaExtension], AbstractContextManager[None]]
Hooks = tuple[tuple[int, Hook], ...]
"""The places of the extensions that have one, and what it is."""


@cache
def _hooks_of(kinds: tuple[type[SchemaExtension], ...], name: str) -> Hooks | None:
    """None where one of them is no generator: then Strawberry finds out what it is."""
    usual = getattr(SchemaExtension, name)
    found = [(place, getattr(kind, name)) for place, kind in enumerate(kinds)]
    own = [(place, hook) for place, hook in found if hook is not usual]
    if not all(isgeneratorfunction(hook) for _, hook in own):
        return None
    return tuple((place, contextmanager(hook)) for place, hook in own)


class _Remembered(ExtensionContextManagerBase):
    def __init__(self, extensions: list[SchemaExtension]) -> None:
        hooks = _hooks_of(tuple(map(type, extensions)), self.HOOK_NAME)
        self._are_generators = hooks is not None
        if hooks is None:
            super().__init__(extensions)
            return
        self.hooks = [
            WrappedHook(extensions[place], partial(hook, extensions[place]), is_async=False)
            for place, hook in hooks
        ]

    async def __aenter__(self) -> None:
        if not self._are_generators:
            await super().__aenter__()
        elif self.hooks:
            self.__enter__()

    async def __aexit__(self, *raised: Any) -> None:
        if not self._are_generators:
            await super().__aexit__(*raised)
        elif self.hooks:
            self.__exit__(*raised)


class _Operation(_Remembered, OperationContextManager):
    pass


class _Validation(_Remembered, ValidationContextManager):
    pass


class _Parsing(_Remembered, ParsingContextManager):
    pass


class _Executing(_Remembered, ExecutingContextManager):
    pass


class RememberingRunner(SchemaExtensionsRunner):
    def operation(self) -> OperationContextManager:
        return _Operation(self.extensions)

    def validation(self) -> ValidationContextManager:
        return _Validation(self.extensions)

    def parsing(self) -> ParsingContextManager:
        return _Parsing(self.extensions)

    def executing(self) -> ExecutingContextManager:
        return _Executing(self.extensions)
