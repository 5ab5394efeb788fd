"""Sessions that no process has to remember."""

from datetime import timedelta

import pytest
from starlette.types import Scope

from app.edge.sessions import Sessions
from tests.app.edge.conftest import TOKEN

DAY = timedelta(days=1)


def scope_of(cookie: str = "", scheme: str = "http") -> Scope:
    headers = [(b"cookie", cookie.encode())] if cookie else []
    return {"type": "http", "scheme": scheme, "headers": headers}


def begun(sessions: Sessions, scheme: str = "http") -> str:
    """The cookie as a browser sends it back."""
    return sessions.begin(scope_of(scheme=scheme)).partition(";")[0]


def test_a_session_holds_in_every_process_and_after_every_restart() -> None:
    cookie = begun(Sessions(TOKEN, DAY))
    assert Sessions(TOKEN, DAY).is_in(scope_of(cookie))
    assert Sessions(TOKEN, DAY).is_in(scope_of(f"other=1; {cookie}; more=2"))


def test_a_new_token_ends_all_sessions() -> None:
    cookie = begun(Sessions(TOKEN, DAY))
    assert not Sessions(TOKEN + "0", DAY).is_in(scope_of(cookie))


def test_a_session_ends_by_itself() -> None:
    cookie = begun(Sessions(TOKEN, DAY))
    assert not Sessions(TOKEN, timedelta(seconds=-1)).is_in(scope_of(cookie))


def test_over_https_the_cookie_is_secure_and_bound_to_this_host() -> None:
    sessions = Sessions(TOKEN, DAY)
    told = sessions.begin(scope_of(scheme="https"))
    assert told.startswith("__Host-macki=")
    assert {"Path=/", "HttpOnly", "SameSite=Strict", "Secure", "Max-Age=86400"} <= set(
        told.split("; ")
    )
    assert "Domain" not in told
    plain = sessions.begin(scope_of())
    assert plain.startswith("macki=")
    assert "Secure" not in plain


def test_a_cookie_that_came_by_http_counts_for_nothing_over_https() -> None:
    sessions = Sessions(TOKEN, DAY)
    assert not sessions.is_in(scope_of(begun(sessions), scheme="https"))
    assert sessions.is_in(scope_of(begun(sessions, "https"), scheme="wss"))


@pytest.mark.parametrize(
    "session", ["", "a", "a.b.c", "." * 100, "x" * 10_000, "ü.ü.ü", "a.b.\x00"]
)
def test_what_is_no_session_of_ours_is_none(session: str) -> None:
    assert not Sessions(TOKEN, DAY).is_in(scope_of(f"macki={session}"))


def test_no_letter_of_a_session_can_be_changed() -> None:
    sessions = Sessions(TOKEN, DAY)
    name, _, value = begun(sessions).partition("=")
    for place, letter in enumerate(value[:-1]):  # the last one has bits that mean nothing
        changed = value[:place] + ("A" if letter != "A" else "B") + value[place + 1 :]
        assert not sessions.is_in(scope_of(f"{name}={changed}"))


def test_another_programs_cookie_of_that_name_is_in_nobodys_way() -> None:
    sessions = Sessions(TOKEN, DAY)
    cookie = begun(sessions)
    assert sessions.is_in(scope_of(f"macki=other; {cookie}"))
    assert sessions.is_in(scope_of(f"{cookie}; macki=other"))


def test_a_session_tells_nothing_of_the_token_and_is_never_the_same() -> None:
    sessions = Sessions(TOKEN, DAY)
    assert TOKEN not in begun(sessions)
    assert begun(sessions) != begun(sessions)
