"""The grammar files, and the lexer of parsers that take tokens instead of text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lark import Token
from lark.common import LexerConf
from lark.lexer import Lexer

__all__ = ["ReadyTokens", "grammar_files"]


def grammar_files(pattern: str, module: Path) -> str:
    """The grammar files of a pattern, one after the other: from the package where it is installed, else the checkout.

    Args:
        pattern: Which files, below the folder of the grammars.
        module: The file of a module in a room of the package.

    Raises:
        FileNotFoundError: They are in neither place.
    """
    for folder in (module.parents[1] / "grammars", module.parents[3] / "grammars"):
        files = sorted(folder.glob(pattern))
        if files:
            return "\n".join(file.read_text("utf-8") for file in files)
    raise FileNotFoundError(f"the grammar files are neither beside the package nor above it: {module}")


class ReadyTokens(Lexer):
    """The lexer of a parser whose tokens come ready-made."""

    def __init__(self, _: LexerConf) -> None:
        """Nothing to prepare."""

    def lex(self, tokens: Any) -> Iterator[Token]:  # type: ignore[override]  # the input is tokens, not text
        """Hand on the tokens."""
        yield from tokens
