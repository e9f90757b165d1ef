"""The base of what a web service takes and returns: the hook by which pydantic, and so FastAPI, knows our classes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pydantic.annotated_handlers import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core.core_schema import CoreSchema

__all__ = ["Exchanged"]


class Exchanged:
    """Taken and given by pydantic and FastAPI as the JSON that the library writes.

    A field or a parameter of this class takes an object of the class, or its JSON, and refuses any other with the
    place of what is wrong. FastAPI takes a parameter for the body of a request where it is annotated so:
    `report: Annotated[Report, Body()]`. Nothing of pydantic is imported before pydantic itself asks.
    """

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Self], handler: Callable[[object], CoreSchema]) -> CoreSchema:
        from pydantic_core import core_schema

        from gov_info_report.model.convert import common_converter

        return core_schema.no_info_plain_validator_function(
            cls._from_plain,
            serialization=core_schema.plain_serializer_function_ser_schema(common_converter().unstructure),
        )

    @classmethod
    def _from_plain(cls, data: object) -> Self:
        """An object of ours from itself or from plain data; pydantic makes its own error of a `ValueError`."""
        import cattrs

        from gov_info_report.model.convert import common_converter, problems_of

        if isinstance(data, cls):
            return data
        try:
            return common_converter().structure(data, cls)
        except cattrs.BaseValidationError as error:
            raise ValueError(problems_of(error)) from error
        except TypeError as error:
            raise ValueError(str(error)) from error

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        from gov_info_report.model.convert import plain_schema

        return {"title": cls.__name__, **plain_schema(cls)}
