"""Where moments and ids come from."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

Clock = Callable[[], datetime]
"""Now, in UTC and aware of it."""


NewId = Callable[[], UUID]
