"""What the studio depends on, and whether it is there."""

import strawberry

from domain import health
from gql.context import Info


@strawberry.type(description="Something that the studio cannot do its work without.")
class Dependency:
    name: str = strawberry.field(description="database, migrations, redis, media, disk or worker.")
    is_ok: bool = strawberry.field(description="Whether it is as it should be.")
    message: str = strawberry.field(
        description="What was found; if it is not well, also what to do."
    )
    duration_ms: float = strawberry.field(
        description="How long it took to find that out, in milliseconds."
    )

    @classmethod
    def of(cls, found: health.Dependency) -> "Dependency":
        return cls(
            name=found.name,
            is_ok=found.is_ok,
            message=found.message,
            duration_ms=round(found.took.total_seconds() * 1000, 1),
        )


@strawberry.type(description="How the things are that the studio depends on.")
class Health:
    is_ok: bool = strawberry.field(description="Whether all of them are as they should be.")
    dependencies: list[Dependency] = strawberry.field(
        description="Each of them; redis only where there is one."
    )


@strawberry.type
class HealthQuery:
    @strawberry.field(
        description="Whether what the studio depends on is there: looked at now, for 2 seconds at "
        "most."
    )
    async def health(self, info: Info) -> Health:
        found = await info.context.use_cases.checkup()
        return Health(
            is_ok=all(each.is_ok for each in found),
            dependencies=[Dependency.of(each) for each in found],
        )
