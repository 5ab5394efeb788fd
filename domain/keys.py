"""API keys, as people copy them."""


def presentable(api_key: str) -> str:
    """Without the line end that a copied key brings. Raises ValueError, which does not quote it:
    an HTTP client would name the whole key in its own complaint."""
    key = api_key.strip()
    if not key.isascii() or not key.isprintable():
        raise ValueError("the API key holds characters that cannot be sent; copy it again")
    return key
