"""The OpenAPI document, made from the declarations by which requests are judged."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import JsonSchemaMode

from app.rest.declaring import KEY_HEADER, Operation, Said
from app.rest.texts import KEY, PROVIDER_ID

_LINKS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "image_generate": {"image_get": ("image_id", "id")},
    "song_generate": {
        "song_get": ("song_id", "song_id"),
        "task_status": ("task_id", "task_id"),
        "task_cancel": ("task_id", "task_id"),
        "task_delete": ("task_id", "task_id"),
        "redis_delete": ("task_id", "task_id"),
    },
    "task_status": {"song_query": ("job_id", "job_id")},
}
"""By operation: what its answer leads to, with the parameter there and the field here."""

Json = dict[str, Any]
Schemas = Mapping[tuple[str, JsonSchemaMode], Json]

_REF = "#/components/schemas/{model}"
_PARAMETER = re.compile(r"\{(\w+)(?::(\w+))?\}")


def openapi(operations: Sequence[Operation], version: str) -> Json:
    told = [each for each in operations if each.is_told]
    schemas, definitions = TypeAdapter.json_schemas(_types(told), ref_template=_REF)
    paths: Json = {}
    for each in told:
        path = _PARAMETER.sub(r"{\1}", each.path)
        paths.setdefault(path, {})[each.method.lower()] = _operation(each, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Mac KI Service",
            "version": version,
            "description": "The REST interface of the studio. GraphQL, at /graphql, can do more.",
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": definitions.get("$defs", {})},
    }


def _types(
    operations: Iterable[Operation],
) -> Iterable[tuple[str, JsonSchemaMode, TypeAdapter[Any]]]:
    for each in operations:
        if each.takes:
            yield each.name, "validation", each.takes
        for status, said in each.answers.items():
            if said.body:
                yield f"{each.name} {status}", "serialization", said.body


def _operation(operation: Operation, schemas: Schemas) -> Json:
    told: Json = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [
            *_in_path(operation.path),
            *_in_query(operation.query),
            *_in_header(operation),
        ],
        "responses": {
            str(status): _answer(said, schemas.get((f"{operation.name} {status}", "serialization")))
            for status, said in operation.answers.items()
        },
    }
    if links := _LINKS.get(operation.name):
        told["responses"]["200"]["links"] = {
            target: {"operationId": target, "parameters": {there: f"$response.body#/{here}"}}
            for target, (there, here) in links.items()
        }
    if operation.takes:
        schema = schemas[operation.name, "validation"]
        told["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": schema}},
        }
    return told


def _answer(said: Said, schema: Json | None) -> Json:
    content = {
        media_type: {"schema": schema} if media_type == "application/json" else {}
        for media_type in said.media_types
    }
    headers = {
        name: {"description": description, "schema": {"type": "string"}}
        for name, description in said.headers.items()
    }
    return {"description": said.description, "content": content, "headers": headers}


def _in_path(path: str) -> Iterable[Json]:
    for name, kind in _PARAMETER.findall(path):
        schema = {"format": "uuid"} if kind == "uuid" else {"pattern": PROVIDER_ID}
        yield {"name": name, "in": "path", "required": True, "schema": {"type": "string", **schema}}


def _in_query(query: type[BaseModel] | None) -> Iterable[Json]:
    properties: Json = query.model_json_schema()["properties"] if query else {}
    for name, schema in properties.items():
        description = schema.pop("description")
        yield {"name": name, "in": "query", "description": description, "schema": schema}


def _in_header(operation: Operation) -> Iterable[Json]:
    if operation.takes:
        yield {
            "name": KEY_HEADER,
            "in": "header",
            "description": "A name for this order: sent again with the same name, it makes no "
            "second one.",
            "schema": {"type": "string", "pattern": KEY},
        }
