"""Strawberry's hooks of extensions, looked up once for a class.

Strawberry looks at every extension four times in an operation, and makes a context manager anew of
each hook that it finds: a tenth of what a short operation costs. What an extension does is not
touched by this.
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


@cache
def _hook_of(kind: type[SchemaExtension], name: str) -> Hook | None:
    """None where the class has no such hook, or one of another form."""
    hook: Any = getattr(kind, name)
    return contextmanager(hook) if isgeneratorfunction(hook) else None


class _Remembered(ExtensionContextManagerBase):
    def get_hook(self, extension: SchemaExtension) -> WrappedHook | None:
        if getattr(type(extension), self.HOOK_NAME) is self.default_hook:
            return None
        hook = _hook_of(type(extension), self.HOOK_NAME)
        if hook is None:
            return super().get_hook(extension)
        return WrappedHook(extension=extension, hook=partial(hook, extension), is_async=False)


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
