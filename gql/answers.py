"""How large an answer may be. A document of a hundred bytes can ask for millions of objects, where
lists stand within lists and the same things are in many of them."""

from collections.abc import Iterable, Sized

from graphql import GraphQLError

ANSWER_LIMIT = 250_000
"""Objects, each of nearly a kilobyte while the answer is made. A hundred songs have fewer, shown
down to each sung word."""

RESOLVED_WEIGHT = 10
"""What graphql-core resolves takes as long as so many plain objects."""


class AnswerTooLarge(GraphQLError):
    """It ends the operation, whatever may be null on the way."""

    def __init__(self) -> None:
        super().__init__(
            "The answer would be too large; ask for fewer entries, or for less of each.",
            extensions={"code": "ANSWER_TOO_LARGE"},
        )


def is_too_large(error: Exception) -> bool:
    cause = error.original_error if isinstance(error, GraphQLError) else None
    return isinstance(error, AnswerTooLarge) or isinstance(cause, AnswerTooLarge)


def bound(answers: Iterable[object]) -> None:
    """What was found for many at once, before anything is made of it; a text is one thing. Raises
    AnswerTooLarge."""
    lists = (each for each in answers if isinstance(each, Sized) and not isinstance(each, str))
    if sum(map(len, lists)) > ANSWER_LIMIT:
        raise AnswerTooLarge
