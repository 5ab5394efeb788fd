"""Idempotency keys, as clients read of them."""

from domain.validation import KEY_LIMIT

KEY_DESCRIPTION = (
    f"A name for this order, of 1 to {KEY_LIMIT} characters: sent again with the same name, it "
    "makes no second job but answers the first one. A name that another order has is a Conflict."
)
