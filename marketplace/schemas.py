"""Base types of the API: what comes in is bounded and holds no control characters; lists come in pages."""

import re
from typing import Any, Generic, TypeVar

import ninja
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from pydantic import ConfigDict, Field, model_validator

# PostgreSQL cannot keep NUL, UTF-8 cannot carry half a surrogate pair; the others break terminals and spreadsheets.
CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
LONGEST_TEXT = 20_000
DEEPEST_NESTING = 20
T = TypeVar("T")


def refuse_control_characters(value: Any, depth: int = 0) -> None:
    """Raises ValueError where a text, a key or anything nested holds a control character, or nests too deeply."""
    if depth > DEEPEST_NESTING:
        raise ValueError("is nested too deeply")
    if isinstance(value, str):
        if CONTROL_CHARACTERS.search(value):
            raise ValueError("holds a control character, which no text here may contain")
    elif isinstance(value, dict):
        for name, held in value.items():
            refuse_control_characters(name, depth + 1)
            refuse_control_characters(held, depth + 1)
    elif isinstance(value, list | tuple):
        for held in value:
            refuse_control_characters(held, depth + 1)


class Schema(ninja.Schema):
    """What the API answers. Amounts are decimals in text, times are ISO 8601 in UTC."""


class Input(ninja.Schema):
    """What the API takes: known fields only, texts bounded and without control characters."""

    model_config = ConfigDict(extra="forbid", str_max_length=LONGEST_TEXT, str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _has_no_control_characters(cls, data: Any) -> Any:
        refuse_control_characters(getattr(data, "_obj", data))
        return data


class PageOf(Input):
    """Which page of a list somebody asks for."""

    page: int = Field(1, ge=1, le=100_000, description="Which page, from 1.")
    page_size: int = Field(25, ge=1, le=100, description="How many entries a page.")


class Paged(Schema, Generic[T]):
    """One page of a list. `next` is the address of the page after it, where there is one."""

    items: list[T]
    count: int
    page: int
    pages: int
    next: str | None


def paged(request: HttpRequest, rows: QuerySet | list, asked: PageOf, count: int | None = None) -> dict[str, Any]:
    """One page of `rows`, in the form of `Paged`. `count` spares the counting where it is known.

    Raises Http404 for a page beyond the last; the first page of an empty list is an empty page.
    """
    if count is None:
        count = rows.count() if isinstance(rows, QuerySet) else len(rows)
    pages = max(1, -(-count // asked.page_size))
    if asked.page > pages:
        raise Http404(
            f"This list has {pages} {'page' if pages == 1 else 'pages'}; page {asked.page} is not among them."
        )
    start = (asked.page - 1) * asked.page_size
    return {
        "items": list(rows[start : start + asked.page_size]),
        "count": count,
        "page": asked.page,
        "pages": pages,
        "next": _address_of_page(request, asked.page + 1) if asked.page < pages else None,
    }


def _address_of_page(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


class Fault(Schema):
    """One thing that is wrong with what was sent."""

    at: str
    message: str


class Problem(Schema):
    """Why a request was refused (RFC 9457), with the reference that finds it in the log."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str
    reference: str
    errors: list[Fault] = []
