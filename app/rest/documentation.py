"""The OpenAPI document, and the same as a page that needs no network and no script."""

import json
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from app.edge.sessions import cookie_name
from app.rest.declaring import Operation
from app.rest.guarding import SIGN_IN, with_security
from app.rest.openapi import Json, openapi

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h2 { margin: 2.5rem 0 0; font-size: 1.1rem; overflow-wrap: anywhere; }
h2 b { color: #d60590; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; }
pre { overflow: auto; padding: .5rem; border: 1px solid; }
"""

_STYLE_HASH = b64encode(sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; "
    f"frame-ancestors 'none'; style-src 'sha256-{_STYLE_HASH}'",
    "x-content-type-options": "nosniff",
    "cache-control": "no-cache",
}


def documentation_routes(
    operations: Sequence[Operation], version: str, *, is_guarded: bool
) -> tuple[Route, ...]:
    """`is_guarded`: a token is set, and the operations tell what the door refuses with."""
    document = openapi(operations, version)
    page = "".join(_page(document, is_guarded=is_guarded))

    async def document_route(request: Request) -> Response:
        cookie = cookie_name(request.scope)
        return JSONResponse(with_security(document, cookie) if is_guarded else document)

    async def page_route(request: Request) -> Response:
        return HTMLResponse(page, headers=_HEADERS)

    return Route("/openapi.json", document_route), Route("/docs", page_route)


def _page(document: Json, *, is_guarded: bool) -> Iterator[str]:
    title = escape(document["info"]["title"])
    yield f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<style>{_STYLE}</style><h1>{title}</h1>"
    yield f"<p>{escape(document['info']['description'])} "
    yield 'The same for programs: <a href="openapi.json">openapi.json</a>.</p>'
    yield f"<p>{escape(SIGN_IN)}</p>" if is_guarded else ""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield from _operation(method, path, operation)
    yield "<h2>Schemas</h2>"
    for name, schema in document["components"]["schemas"].items():
        yield f'<h3 id="{escape(name)}">{escape(name)}</h3>{_code(schema)}'
    yield "</html>"


def _operation(method: str, path: str, operation: Json) -> Iterator[str]:
    yield f"<h2><b>{method.upper()}</b> {escape(path)}</h2><p>{escape(operation['summary'])}</p>"
    if operation["parameters"]:
        yield "<table><tr><th>Parameter<th>In<th>Values<th>"
        yield from map(_parameter, operation["parameters"])
        yield "</table>"
    if body := operation.get("requestBody"):
        yield f"<p>Body: {_kind('JSON', body['content']['application/json'])}</p>"
    yield "<table><tr><th>Answer<th><th>"
    for status, answer in operation["responses"].items():
        kinds = (_kind(kind, told) for kind, told in answer["content"].items())
        yield f"<tr><td>{status}<td>{escape(answer['description'])}<td>{', '.join(kinds)}"
    yield "</table>"


def _parameter(parameter: Json) -> str:
    values = escape(json.dumps(parameter["schema"], ensure_ascii=False))
    described = escape(parameter.get("description", ""))
    return (
        f"<tr><td>{parameter['name']}<td>{parameter['in']}<td><code>{values}</code><td>{described}"
    )


def _kind(media_type: str, told: Json) -> str:
    name = str(told.get("schema", {}).get("$ref", "")).rpartition("/")[2]
    return f'<a href="#{escape(name)}">{escape(name)}</a>' if name else escape(media_type)


def _code(schema: Any) -> str:
    return f"<pre>{escape(json.dumps(schema, indent=2, ensure_ascii=False))}</pre>"
