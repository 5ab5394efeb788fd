"""What they have to know who have nothing but the schema, as GraphiQL shows it.

docs/graphql.md says the same at length.
"""

from gql.endpoint import SUBSCRIPTIONS_LIMIT
from gql.paging import FIRST_DEFAULT, PAGE_LIMIT

QUERIES = (
    "What can be looked at.\n\n"
    "**Errors** have a `code` in `extensions`, mostly also a `hint` that says what to do: "
    "`BAD_USER_INPUT` (an argument is not acceptable, the message names it), `NOT_FOUND`, "
    "`GRAPHQL_VALIDATION_FAILED` (the document is wrong or too large), `ANSWER_TOO_LARGE`, "
    "`DATABASE_UNAVAILABLE`, or `INTERNAL_SERVER_ERROR` (our fault; the log has it under "
    "`requestId`).\n\n"
    f"**Lists** come in pages of up to {PAGE_LIMIT}, {FIRST_DEFAULT} if you do not say: go on with "
    "`after: endCursor` while `hasNextPage`, or back with `last` and `before: startCursor`. What "
    "is new or gone meanwhile shifts no page. A cursor belongs to the order of its list.\n\n"
    "**Values**: moments are in UTC; money is in US dollars, as text, since it is exact; lengths "
    "of time are in milliseconds. Addresses begin at this server's root. Of ids take none apart: "
    "they are names."
)

MUTATIONS = (
    "What can be done.\n\n"
    "What may be expected to go wrong is a member of the result: ask for `__typename` and "
    "`... on Failure { code message hint }`. Else there are errors as of queries, above all "
    "`DATABASE_UNAVAILABLE`; then it is not known whether anything was done.\n\n"
    "What orders something costs money. Give each wish an `idempotencyKey` of its own: then it may "
    "be sent again, whatever became of the answer, and is ordered once."
)

SUBSCRIPTIONS = (
    "What can be watched: over a websocket at this same address, with the subprotocol "
    f"`graphql-transport-ws`, at most {SUBSCRIPTIONS_LIMIT} at once on each. Where a token is "
    'needed, the payload of `connection_init` is `{"authorization": "Bearer …"}`.\n\n'
    "Nothing is missed and nothing comes twice: after a lost connection, subscribe again behind "
    "the last number or cursor that you have. How long you were away does not matter."
)
