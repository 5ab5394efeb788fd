"""Keeping orders to be used again."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from domain.errors import Conflict, InvalidRequest, Problem
from domain.image import ImageRequest
from domain.job_state import JobKind
from domain.ports.database import Database
from domain.ports.time_and_ids import Clock, NewId
from domain.song import InstrumentalRequest
from domain.template import NAME_LIMIT, Kept, Template
from domain.validation import (
    text_problems,
    valid_image_request,
    valid_instrumental_request,
    valid_song_request,
)

TEMPLATES_LIMIT = 500
"""So many are listed at once; nobody finds their way among more."""


class Templates:
    def __init__(self, *, database: Database, clock: Clock, new_id: NewId) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id

    async def save(self, name: str, request: Kept, template_id: UUID | None = None) -> Template:
        """Change the named template, or keep a new one. Raises InvalidRequest, NotFound, or
        Conflict if another one of its kind has the name."""
        now = self._clock()
        name, request = _valid(name.strip(), request, now.date())
        if template_id is None:
            return await self._keep(
                Template.begin(id=self._new_id(), name=name, request=request, now=now)
            )
        async with self._database.begin() as work:
            before = await work.templates.get(template_id)
            after = before.change(name=name, request=request, now=now)
            await work.templates.save(after)
            await work.commit()
        return after

    async def _keep(self, template: Template) -> Template:
        async with self._database.begin() as work:
            await work.templates.add(template)  # from here on, nobody else adds one
            if len(await work.templates.of_kind(None)) > TEMPLATES_LIMIT:
                raise Conflict(
                    f"There are {TEMPLATES_LIMIT} templates already.",
                    hint="Delete those that you no longer use.",
                )
            await work.commit()
        return template

    async def remove(self, template_id: UUID) -> None:
        """Raises NotFound."""
        async with self._database.begin() as work:
            await work.templates.remove(template_id)
            await work.commit()

    async def get(self, template_id: UUID) -> Template:
        """Raises NotFound."""
        async with self._database.read() as work:
            return await work.templates.get(template_id)

    async def list(self, kind: JobKind | None = None) -> Sequence[Template]:
        """By name, whatever its case."""
        async with self._database.read() as work:
            found = await work.templates.of_kind(kind)
        return sorted(found, key=lambda each: (each.name.casefold(), each.name, each.kind))


def _valid(name: str, request: Kept, today: date) -> tuple[str, Kept]:
    """Or InvalidRequest with every problem. A model past its sunset is judged by the order."""
    problems = tuple(_name_problems(name))
    try:
        valid = _valid_request(request, today)
    except InvalidRequest as error:
        raise InvalidRequest(*problems, *error.problems) from error
    if problems:
        raise InvalidRequest(*problems)
    return name, valid


def _valid_request(request: Kept, today: date) -> Kept:
    match request:
        case ImageRequest():
            return valid_image_request(request, today=today, at_vendor=False)
        case InstrumentalRequest():
            return valid_instrumental_request(request, today=today, at_vendor=False)
        case _:
            return valid_song_request(request, today=today, at_vendor=False)


def _name_problems(name: str) -> Iterator[Problem]:
    if not name:
        yield Problem("name", f"Give it a name of 1 to {NAME_LIMIT} characters.")
    yield from text_problems("name", name, NAME_LIMIT)
