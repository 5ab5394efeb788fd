"""The providers, asked what costs nothing: which models there are, and what the account says."""

from collections.abc import Awaitable, Callable

import httpx

from app.doctor.configuration import place_of
from app.doctor.finding import Finding, ok, problem, warning
from app.doctor.ports import is_listening
from app.settings import ProviderAccess, Settings
from domain.errors import Busy, ProviderError, Refused
from domain.report import Account
from providers.clients import mureka_client, openai_client
from providers.json_reader import Record
from providers.mureka import MUREKA, MurekaSongs
from providers.openai import OPENAI
from providers.refusals import Vendor
from providers.wire import Wire

_Ask = Callable[[], Awaitable[Finding]]

_LARGEST_LIST = 16 * 1024 * 1024
_LONGEST_S = 60.0
_MISSING_SCOPES = "insufficient permissions"
"""OpenAI's answer, 401 or 403, to a key that was restricted to other paths than this one."""


async def examine_openai(settings: Settings) -> Finding:
    access = settings.openai

    async def ask() -> Finding:
        async with openai_client(access.base_url, access.api_key.get_secret_value()) as client:
            wire = Wire(client, OPENAI, limit=_LARGEST_LIST, total_s=_LONGEST_S)
            return _models(await wire.free_get("models"), settings)

    return await _examined(OPENAI, access, settings, ask)


async def examine_mureka(settings: Settings) -> Finding:
    access = settings.mureka

    async def ask() -> Finding:
        async with mureka_client(access.base_url, access.api_key.get_secret_value()) as client:
            return _account(await MurekaSongs(client).account(), settings)

    return await _examined(MUREKA, access, settings, ask)


async def _examined(
    vendor: Vendor,
    access: ProviderAccess,
    settings: Settings,
    ask: Callable[[], Awaitable[Finding]],
) -> Finding:
    if access.mocked and not await is_listening(settings.mock_host, settings.mock_port):
        return _absent_mock(vendor, access, settings)
    try:
        return await ask()
    except ProviderError as error:
        return _complaint(vendor, access, error)
    except httpx.InvalidURL:
        variable = _address_variable(vendor)
        return problem(vendor.name, f"{variable} is no address.", f"Correct {variable}.")


def _models(answer: Record, settings: Settings) -> Finding:
    names = {model.text("id") for model in answer.records("data")}
    place = place_of(settings.openai)
    if names and settings.image_model not in names:
        return warning(
            OPENAI.name,
            f"{place}; {settings.image_model} is not among the {len(names)} models of this key",
            "Choose another one with IMAGE_MODEL, or have it enabled in your account.",
        )
    return ok(OPENAI.name, f"{place}, answers to the key; {settings.image_model} is offered")


def _account(account: Account, settings: Settings) -> Finding:
    balance = f"balance {account.balance_cents / 100:,.2f}"
    message = (
        f"{place_of(settings.mureka)}, {balance}, songs at once: {account.concurrent_requests}"
    )
    if account.balance_cents <= 0:
        return warning(MUREKA.name, message, "Top up your Mureka account before the next song.")
    return ok(MUREKA.name, message)


def _absent_mock(vendor: Vendor, access: ProviderAccess, settings: Settings) -> Finding:
    place = place_of(access)
    if settings.redis_url:
        return warning(
            vendor.name,
            f"{place}, which is not running",
            f"Start it with `macki mock`, or set {vendor.key} for the real one.",
        )
    return ok(vendor.name, f"{place}; `macki up` starts it, and nothing is charged")


def _complaint(vendor: Vendor, access: ProviderAccess, error: ProviderError) -> Finding:
    if access.mocked:
        return warning(
            vendor.name,
            f"What answers at the mock's address is no mock: {error.message}",
            "Stop that program, or choose another port with MOCK_PORT.",
        )
    if _MISSING_SCOPES in error.message.lower():
        return warning(
            vendor.name,
            f"{vendor.key} is known, but may not list the models.",
            f"Nothing to do if images come; else give the key more permissions at {vendor.name}.",
        )
    if isinstance(error, Refused):
        return problem(vendor.name, error.message, vendor.hint(error.code))
    if isinstance(error, Busy):
        return warning(vendor.name, error.message, "Ask again in a minute.")
    return _no_answer(vendor, error)


def _no_answer(vendor: Vendor, error: ProviderError) -> Finding:
    variable = _address_variable(vendor)
    if error.http_status is None:
        return problem(vendor.name, error.message, f"Check your network, and {variable} if set.")
    if error.http_status >= 500:
        return warning(vendor.name, error.message, f"{vendor.name} has trouble; ask again later.")
    return warning(
        vendor.name,
        error.message,
        f"Check {variable}. A server that only imitates {vendor.name} may lack this question; "
        "then the first order shows whether it works.",
    )


def _address_variable(vendor: Vendor) -> str:
    return vendor.key.replace("_API_KEY", "_BASE_URL")
