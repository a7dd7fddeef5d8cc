"""The documentation of the API as a plain page, drawn from its own description: no script, nothing from elsewhere."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from marketplace.organisations.models import ApiToken

from .problems import TITLES


class Documentation(DocsBase):
    """Lists every operation with what it takes and gives."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **path_params: Any) -> HttpResponse:
        """The page at /api/v1/docs."""
        schema = api.get_openapi_schema(path_params=path_params)
        context = {
            "schema": schema,
            "operations": [
                _described(path, method, operation, schema)
                for path, methods in schema["paths"].items()
                for method, operation in methods.items()
            ],
            "refusals": TITLES.items(),
            "scopes": ApiToken.Scope.choices,
            "description_url": self.get_openapi_url(api, path_params),
        }
        return render(request, "api/documentation.html", context)


def _described(path: str, method: str, operation: dict, schema: dict) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    answers = [
        {"status": status, "type": _type_of(content.get("schema", {}))}
        for status, response in operation["responses"].items()
        if 200 <= int(status) < 300
        for content in response.get("content", {"": {}}).values()
    ]
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"].capitalize(),
        "description": operation.get("description", ""),
        "parameters": [
            {**parameter, "type": _type_of(parameter["schema"]), "note": parameter.get("description", "")}
            for parameter in operation["parameters"]
        ],
        "body": _fields_of(body, schema),
        "answers": answers,
    }


def _type_of(schema: dict) -> str:
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_type_of(part) for part in schema["anyOf"]))
    if "enum" in schema:
        return ", ".join(str(value) for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_type_of(schema.get('items', {}))}"
    return schema.get("format") or schema.get("type", "any")


def _fields_of(body: dict, schema: dict) -> list[dict[str, Any]]:
    known = schema["components"]["schemas"].get(_type_of(body), body)
    required = known.get("required", ())
    return [
        {"name": name, "required": name in required, "type": _type_of(field), "note": field.get("description", "")}
        for name, field in known.get("properties", {}).items()
    ]
