"""How values become leaves of an answer."""

from datetime import UTC, datetime, timedelta, timezone

from graphql import GraphQLScalarType
from hypothesis import given
from hypothesis import strategies as st

from gql.leaves import conversions_of
from tests.gql.studio import schema

ZONES = st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))])


@given(st.datetimes(timezones=ZONES))
def test_a_moment_is_written_as_isoformat_writes_it(moment: datetime) -> None:
    assert _written(moment) == moment.isoformat()


@given(st.datetimes(timezones=ZONES).map(lambda each: each.replace(microsecond=0)))
def test_a_whole_second_is_written_without_a_fraction(moment: datetime) -> None:
    assert _written(moment) == moment.isoformat()


def _written(moment: datetime) -> str:
    kind = schema()._schema.type_map["DateTime"]  # pyright: ignore[reportPrivateUsage]
    assert isinstance(kind, GraphQLScalarType)
    conversions = conversions_of(kind)
    assert conversions
    convert = conversions[datetime]
    assert convert
    return convert(moment)
