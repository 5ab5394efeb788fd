"""What the login page says, in German and in English."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    name: str
    languages: str
    title: str
    lead: str
    label: str
    hint: str
    submit: str
    wrong: str
    empty: str
    foreign: str
    wait: str
    inside: str
    inside_lead: str
    to_studio: str
    sign_out: str


_ENGLISH = Words(
    name="English",
    languages="Language",
    title="Sign in",
    lead="This studio is private; its token opens it.",
    label="Token",
    hint="The one that is set as APP_TOKEN where the studio runs.",
    submit="Sign in",
    wrong="That is not the right token.",
    empty="Enter the token.",
    foreign="This form has to be sent from this page. Try again here.",
    wait="Too many wrong tokens were tried. Wait {} seconds, then try again.",
    inside="You are signed in",
    inside_lead="In this browser, until you sign out or the token is changed.",
    to_studio="To the studio",
    sign_out="Sign out",
)

_GERMAN = Words(
    name="Deutsch",
    languages="Sprache",
    title="Anmelden",
    lead="Dieses Studio ist privat; sein Token öffnet es.",
    label="Token",
    hint="Der, der als APP_TOKEN gesetzt ist, wo das Studio läuft.",
    submit="Anmelden",
    wrong="Das ist nicht der richtige Token.",
    empty="Gib den Token ein.",
    foreign="Dieses Formular muss von dieser Seite aus gesendet werden. Versuche es hier erneut.",
    wait="Zu viele falsche Token wurden versucht. Warte {} Sekunden, dann versuche es erneut.",
    inside="Du bist angemeldet",
    inside_lead="In diesem Browser, bis du dich abmeldest oder der Token geändert wird.",
    to_studio="Zum Studio",
    sign_out="Abmelden",
)

WORDS: Mapping[str, Words] = {"en": _ENGLISH, "de": _GERMAN}


def language_of(chosen: str | None, accepted: str) -> str:
    """The chosen one, else the first of the header Accept-Language that there is."""
    if chosen in WORDS:
        return chosen or "en"
    wishes = [_wish(each) for each in accepted[:500].split(",")]
    for _, language in sorted(wishes, key=lambda wish: -wish[0]):
        if language in WORDS:
            return language
    return "en"


def _wish(text: str) -> tuple[float, str]:
    tag, _, quality = text.partition(";")
    try:
        weight = float(quality.strip().removeprefix("q=")) if quality else 1.0
    except ValueError:
        weight = 0.0
    return weight, tag.strip().lower().partition("-")[0]
