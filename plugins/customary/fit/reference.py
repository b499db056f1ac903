"""The settings of rubric and assessment files, for the manual and for editors, from the code that reads
them."""

from __future__ import annotations

import json
import types
import typing
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from customary.fit.rubric_file import (
    ContradictionFile,
    CriterionFile,
    ExampleFile,
    LimitFile,
    RubricFile,
    RuleFile,
)

SCHEMA = Path(__file__).with_name("rubric.schema.json")
"""Shipped for editors; a test keeps it equal to `rubric_schema()`."""
TABLES = (
    ("A rubric file", RubricFile),
    ("A criterion", CriterionFile),
    ("A rule", RuleFile),
    ("A contradiction", ContradictionFile),
    ("The limit on “not applicable”", LimitFile),
    ("A worked example", ExampleFile),
)


def rubric_reference() -> str:
    """Every setting of a rubric file as Markdown tables: its name, what it takes, its default, what it
    means."""
    parts = []
    for title, model in TABLES:
        rows = [_row(name, field) for name, field in _fields(model)]
        head = "| Setting | Takes | Unless set | Meaning |\n| --- | --- | --- | --- |"
        parts.append(f"### {title}\n\n{_sentence(model)}\n\n{head}\n" + "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def rubric_schema() -> dict[str, Any]:
    """The JSON Schema of rubric files, for completion and checks while somebody types."""
    schema = RubricFile.model_json_schema(by_alias=True)
    definitions = schema.setdefault("$defs", {})
    for model in (CriterionFile, RuleFile, ContradictionFile, ExampleFile):
        own = model.model_json_schema(by_alias=True)
        definitions.update(own.pop("$defs", {}))
        definitions[model.__name__] = own
    properties = schema["properties"]
    properties["criteria"]["additionalProperties"] = {"$ref": "#/$defs/CriterionFile"}
    properties["criteria"].pop("propertyNames", None)
    for name, model in (
        ("rules", RuleFile),
        ("contradictions", ContradictionFile),
        ("examples", ExampleFile),
    ):
        items = {"$ref": f"#/$defs/{model.__name__}"}
        description = properties[name].get("description", "")
        properties[name] = {"type": ["array", "null"], "items": items, "description": description}
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "A customer-fit rubric"
    without: dict[str, Any] = _without_titles(schema)
    return without


def rubric_schema_json() -> str:
    """The schema as the file that is shipped."""
    return json.dumps(rubric_schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _fields(model: type[BaseModel]) -> list[tuple[str, Any]]:
    return [(field.alias or name, field) for name, field in model.model_fields.items()]


def _row(name: str, field: Any) -> str:
    extra = field.json_schema_extra or {}
    default = "required" if field.is_required() else _default(extra.get("default", field.default))
    cells = (f"`{name}`", _takes(field), default, field.description or "")
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _default(value: Any) -> str:
    return "" if value is None else f"`{value}`"


def _takes(field: Any) -> str:
    for item in field.metadata:
        schema = getattr(item, "json_schema", None)
        if schema:
            return _of_schema(schema)
    return _of_type(field.annotation)


def _of_schema(schema: dict[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    words = {"integer": "whole number", "string": "text", "number": "number", "boolean": "yes or no"}
    name = "text" if len(kinds) == 3 else " or ".join(words[kind] for kind in kinds)
    return f"{name}, {low} to {high}" if high is not None else name


def _of_type(annotation: Any) -> str:
    origin, arguments = get_origin(annotation), [one for one in get_args(annotation) if one is not type(None)]
    if origin is typing.Annotated:
        schema = next(
            (item.json_schema for item in annotation.__metadata__ if hasattr(item, "json_schema")), None
        )
        return _of_schema(schema) if schema else _of_type(arguments[0])
    if origin is typing.Literal:
        return " or ".join(f"`{one}`" for one in arguments)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(dict.fromkeys(_of_type(one) for one in arguments))
    if origin is list:
        return "a list"
    if origin is dict:
        return "names with values"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "settings, see below"
    return "text" if annotation is str else "see there"


def _sentence(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip()


def _without_titles(schema: Any) -> Any:
    """The schema without the titles that merely repeat each name."""
    if isinstance(schema, list):
        return [_without_titles(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: _without_titles(value)
        for key, value in schema.items()
        if key != "title" or not isinstance(value, str) or value == "A customer-fit rubric"
    }
