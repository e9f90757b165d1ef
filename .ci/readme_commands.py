"""Prints the commands of the block that stands under <!-- ci: NAME --> in a README: readme_commands.py README NAME."""

import re
import sys
from pathlib import Path


def block(readme: str, name: str) -> str:
    """The one block under the comment of this name: ```sh as it is, of ```console what follows the prompts."""
    pattern = rf"^<!-- ci: {re.escape(name)} -->\s*^```(sh|console)\n(.*?)^```$"
    found = re.findall(pattern, readme, re.DOTALL | re.MULTILINE)
    if len(found) != 1:
        sys.exit(f"expected one ```sh or ```console block after <!-- ci: {name} -->, found {len(found)}")
    kind, text = found[0]
    return text if kind == "sh" else "".join(f"{line}\n" for line in re.findall(r"^\$ (.*)$", text, re.MULTILINE))


if __name__ == "__main__":
    path, name = sys.argv[1:]
    print(block(Path(path).read_text("utf-8"), name), end="")
