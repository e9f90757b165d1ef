"""Prints the shell block that stands under <!-- ci: NAME --> in a README: readme_commands.py README NAME."""

import re
import sys
from pathlib import Path


def block(readme: str, name: str) -> str:
    """The one ```sh block under the comment of this name."""
    pattern = rf"^<!-- ci: {re.escape(name)} -->\s*^```sh\n(.*?)^```$"
    found = re.findall(pattern, readme, re.DOTALL | re.MULTILINE)
    if len(found) != 1:
        sys.exit(f"expected one ```sh block after <!-- ci: {name} -->, found {len(found)}")
    return found[0]


if __name__ == "__main__":
    path, name = sys.argv[1:]
    print(block(Path(path).read_text("utf-8"), name), end="")
