"""The model as plain data for JSON: a cattrs converter, and the JSON Schema of what it writes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from types import GenericAlias, NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from gov_info_report.model.proactive import Proactive, Proactive2019, Proactive2021
from gov_info_report.model.report import Report
from gov_info_report.model.requests import Applicants, OtherOutcomes, Requests
from gov_info_report.model.terms import terms_of
from gov_info_report.model.values import LIMIT, Figure, Mark, Unreadable, figure_text

if TYPE_CHECKING:
    import cattrs

__all__ = ["SCHEMA_VERSION", "common_converter", "json_schema", "make_converter", "plain_schema", "problems_of"]

SCHEMA_VERSION = 1
"""The version of the JSON that is written; raised when its shape changes."""

_DECIMAL = re.compile(r"-?[0-9]{1,18}\.[0-9]{1,18}")
_EDITION = "edition"
_VERSION = "schema_version"


def make_converter() -> cattrs.Converter:
    """A new cattrs converter between what the library gives and plain data that `json` can write.

    It knows `Report`, `Reading`, `Findings` and all that they are made of. Counts are numbers; a decimal is a string
    with a point, so that no digit is lost; a mark is `{"mark": "blank"}`, an unreadable cell `{"unreadable": "…"}`.
    Keys that the model does not know are refused.

    Returns:
        A converter that is yours: register hooks for classes of your own.

    Raises:
        cattrs.BaseValidationError: By its `structure`, where data are no such object; `cattrs.transform_error` lists
            what is wrong, each with its place.

    >>> from gov_info_report.model.report import blank
    >>> make_converter().unstructure(blank())["requests"]["received"]["total"]
    {'mark': 'blank'}
    """
    import cattrs  # not needed unless JSON is read or written

    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_unstructure_hook(Figure, _figure_out)
    converter.register_structure_hook(Figure, _figure_in)
    converter.register_unstructure_hook(_PRINTED, _printed_out)
    converter.register_structure_hook(_PRINTED, _printed_in)
    converter.register_structure_hook(str, _text_in)
    converter.register_structure_hook(int, _whole_in)
    converter.register_structure_hook(Proactive | None, _by_edition(converter))
    converter.register_structure_hook(
        OtherOutcomes | Applicants,
        lambda data, _: converter.structure(data, OtherOutcomes if _has(data, "not_corrected") else Applicants),
    )
    converter.register_structure_hook_factory(_is_ours, lambda cls: _structure(converter, cls))
    converter.register_unstructure_hook_factory(_is_ours, lambda cls: _unstructure(converter, cls))
    converter.register_structure_hook_factory(_is_tuple, lambda kind: _structure_tuple(converter, kind))
    converter.register_structure_hook_factory(_is_listing, lambda cls: _structure_listing(converter, cls))
    converter.register_unstructure_hook_factory(_is_listing, lambda cls: _unstructure_listing(converter, cls))
    return converter


@cache
def common_converter() -> cattrs.Converter:
    """The converter of the library's own; nobody registers hooks with it."""
    return make_converter()


def _is_ours(cls: Any) -> bool:
    return attrs.has(cls) and str(cls.__module__).startswith("gov_info_report.")


def _is_listing(cls: Any) -> bool:
    """Whether a class is a sequence of its `items` and nothing besides; such are plain lists in JSON."""
    return _is_ours(cls) and issubclass(cls, Sequence) and [field.name for field in attrs.fields(cls)] == ["items"]


def _unstructure_listing(converter: cattrs.Converter, cls: type) -> Callable[[Any], list[Any]]:
    return lambda listing: [converter.unstructure(item) for item in listing]


def _structure_listing(converter: cattrs.Converter, cls: type) -> Callable[[Any, Any], Any]:
    items = get_type_hints(cls)["items"]

    return lambda data, _: cls(converter.structure(data, items))


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[-1] is Ellipsis


def _structure_tuple(converter: cattrs.Converter, kind: Any) -> Callable[[Any, Any], Any]:
    """Structuring of lists that takes no string for a list of its characters."""
    as_list: Any = GenericAlias(list, get_args(kind)[:1])

    def hook(data: Any, _: Any) -> Any:
        if not isinstance(data, list | tuple):
            raise TypeError(f"expected a list, found {type(data).__name__}")
        return tuple(converter.structure(data, as_list))

    return hook


def problems_of(error: cattrs.BaseValidationError) -> str:
    """What is wrong with data that were refused, each problem with its place, in our words where there are any."""
    import cattrs
    from cattrs.v import format_exception

    def words(problem: BaseException, kind: type | None) -> str:
        own = isinstance(problem, TypeError | ValueError) and type(problem) in (TypeError, ValueError)
        return str(problem) if own else format_exception(problem, kind)

    return "; ".join(cattrs.transform_error(error, format_exception=words))


_STATED: dict[type, tuple[str, Callable[[Any], int]]] = {
    Report: (_VERSION, lambda _: SCHEMA_VERSION),
    Requests: (_EDITION, lambda requests: requests.edition),
    Proactive2021: (_EDITION, lambda proactive: proactive.edition),
    Proactive2019: (_EDITION, lambda proactive: proactive.edition),
}
"""The keys that the JSON has beside an object's fields, and how the object decides their value."""


def _unstructure(converter: cattrs.Converter, cls: type) -> Callable[[Any], dict[str, Any]]:
    from cattrs.gen import make_dict_unstructure_fn

    fields: Callable[[Any], dict[str, Any]] = make_dict_unstructure_fn(cls, converter)
    if cls not in _STATED:
        return fields
    key, value_of = _STATED[cls]
    return lambda value: {key: value_of(value), **fields(value)}


def _structure(converter: cattrs.Converter, cls: type) -> Callable[[Any, Any], Any]:
    """Structuring that refuses a missing key: what is absent in a report is a mark, not a gap in the JSON."""
    from cattrs.gen import make_dict_structure_fn

    structure: Callable[[Any, Any], Any] = make_dict_structure_fn(cls, converter)
    names = {attribute.name for attribute in attrs.fields(cls)}
    key, value_of = _STATED.get(cls, ("", int))

    def hook(data: Any, kind: Any) -> Any:
        if not isinstance(data, Mapping):
            raise TypeError(f"expected an object with {', '.join(sorted(names))}, found {type(data).__name__}")
        rest = dict(data)
        stated = rest.pop(key, None) if key else None
        lacking = sorted(names - rest.keys())
        if lacking:
            raise ValueError(f"lacks {', '.join(lacking)}")
        value = structure(rest, kind)
        if key and (type(stated) is not int or stated != value_of(value)):
            raise ValueError(f"{key} is {stated!r}, but the data are of {value_of(value)}")
        return value

    return hook


def _by_edition(converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    classes = {cls.edition: cls for cls in (Proactive2021, Proactive2019)}

    def hook(data: Any, _: Any) -> Any:
        if data is None:
            return None
        edition = data.get(_EDITION) if isinstance(data, Mapping) else None
        if not isinstance(edition, int) or edition not in classes:
            raise ValueError(f"edition is {edition!r}; there are {', '.join(map(str, classes))}")
        return converter.structure(data, classes[edition])

    return hook


def _has(data: Any, key: str) -> bool:
    return isinstance(data, Mapping) and key in data


def _figure_out(value: Figure) -> Any:
    if isinstance(value, Mark):
        return {"mark": value.value}
    if isinstance(value, Unreadable):
        return {"unreadable": value.raw}
    if isinstance(value, int):
        return value
    text = figure_text(value)
    return text if "." in text else int(text)


def _figure_in(data: Any, _: Any) -> Figure:
    if type(data) is int:
        return data
    if isinstance(data, str) and _DECIMAL.fullmatch(data):
        return Decimal(data)
    if isinstance(data, Mapping) and len(data) == 1:
        [(key, value)] = data.items()
        if key == "mark" and value in list(Mark):
            return Mark(value)
        if key == "unreadable" and isinstance(value, str):
            return Unreadable(value)
    raise ValueError(f"{data!r} is no figure: a whole number, a decimal as a string, a mark or an unreadable cell")


_PRINTED: Any = int | Decimal | str | None
"""What a finding expected or met: a number, or a text; so a decimal cannot be a mere string here."""


def _printed_out(value: Any) -> Any:
    return {"decimal": str(value)} if isinstance(value, Decimal) else value


def _printed_in(data: Any, _: Any) -> Any:
    if isinstance(data, Mapping) and list(data) == ["decimal"]:
        text = data["decimal"]
        if isinstance(text, str) and _DECIMAL_TEXT.fullmatch(text):
            return Decimal(text)
    elif data is None or type(data) in (int, str):
        return data
    raise ValueError(f'{data!r} is no whole number, no text and no {{"decimal": "…"}}')


_DECIMAL_TEXT = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?(E[+-][0-9]{1,3})?")


def _whole_in(data: Any, _: Any) -> int:
    if type(data) is not int:
        raise TypeError(f"expected a whole number, found {type(data).__name__}")
    return data


def _text_in(data: Any, _: Any) -> str:
    if not isinstance(data, str):
        raise TypeError(f"expected a string, found {type(data).__name__}")
    return data


# JSON Schema


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `serialise(report, "json")`, derived from the model.

    Returns:
        The schema as plain data. It accepts what the library writes, and refuses it with any one field removed,
        renamed or of another type.

    >>> json_schema()["title"]
    '政府信息公开工作年度报告'
    """
    definitions: dict[str, Any] = {"Figure": _FIGURE}
    root = _object(Report, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "政府信息公开工作年度报告",
        **root,
        "$defs": definitions,
    }


def plain_schema(cls: type) -> dict[str, Any]:
    """The JSON Schema of a class as one piece that refers to nothing, as other schemas can have it within them."""
    definitions: dict[str, Any] = {"Figure": _FIGURE}
    written: dict[str, Any] = _written_out(_schema(cls, definitions), definitions)
    return written


def _written_out(schema: Any, definitions: Mapping[str, Any]) -> Any:
    if isinstance(schema, Mapping):
        if reference := schema.get("$ref"):
            return _written_out(definitions[str(reference).rpartition("/")[2]], definitions)
        return {key: _written_out(value, definitions) for key, value in schema.items()}
    return [_written_out(each, definitions) for each in schema] if isinstance(schema, list) else schema


_FIGURE = {
    "anyOf": [
        {"type": "integer", "exclusiveMinimum": -LIMIT, "exclusiveMaximum": LIMIT},
        {"type": "string", "pattern": f"^{_DECIMAL.pattern}$"},
        *(
            {"type": "object", "properties": {key: shape}, "required": [key], "additionalProperties": False}
            for key, shape in (
                ("mark", {"enum": [mark.value for mark in Mark]}),
                ("unreadable", {"type": "string"}),
            )
        ),
    ]
}


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type; what is an object of ours is defined by its name."""
    if kind == Figure:
        return {"$ref": "#/$defs/Figure"}
    if kind in _SIMPLE:
        return {"type": _SIMPLE[kind]}
    if kind is Decimal:
        decimal = {"type": "string", "pattern": f"^{_DECIMAL_TEXT.pattern}$"}
        return {"type": "object", "properties": {"decimal": decimal}, "required": ["decimal"]}
    origin, of = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return {"anyOf": [_schema(option, definitions) for option in of]}
    if origin is Literal:
        return {"enum": list(of)}
    if origin is tuple:
        return {"type": "array", "items": _schema(of[0], definitions)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _schema(of[1], definitions)}
    if _is_listing(kind):
        return _schema(get_type_hints(kind)["items"], definitions)
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = _object(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


_SIMPLE = {str: "string", int: "integer", float: "number", NoneType: "null"}


def _object(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(cls)
    properties: dict[str, Any] = {}
    constants = {
        Report: {_VERSION: SCHEMA_VERSION},
        Proactive2021: {_EDITION: 2021},
        Proactive2019: {_EDITION: 2019},
    }
    for key, constant in constants.get(cls, {}).items():
        properties[key] = {"const": constant}
    if cls is Requests:
        properties[_EDITION] = {"enum": [2021, 2019]}
    for attribute in attrs.fields(cls):
        term = terms_of(cls).get(attribute.name)
        words = {"description": term.label} if term else {}
        properties[attribute.name] = {**words, **_schema(hints[attribute.name], definitions)}
    shape: dict[str, Any] = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    if cls is Requests:
        shape["oneOf"] = [_requests_of(2021, OtherOutcomes), _requests_of(2019, Applicants)]
    return shape


def _requests_of(edition: int, other: type) -> dict[str, Any]:
    """The edition that table 3 states and the shape of （六）其他处理 go together."""
    outcomes = {"properties": {"other": {"$ref": f"#/$defs/{other.__name__}"}}}
    return {"properties": {_EDITION: {"const": edition}, "outcomes": outcomes}}
