"""What a static host does beyond `tools.serve`: HTTP/1.1, gzip, and files that browsers may cache."""

import gzip
from pathlib import Path

from tools.serve import Quiet

COMPRESSED = {".html", ".css", ".js", ".svg", ".json"}


class Host(Quiet):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        self.send_response(200)
        if path.suffix in COMPRESSED:
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600" if path.suffix == ".html" else "max-age=31536000")
        self.end_headers()
        self.wfile.write(content)
