"""Imported first by whoever opens the screens: what nobody there needs is not loaded with the rest.

OpenSSL comes with `hashlib`, for hashes most Pythons have of their own: 3.5 MB and 2 ms of every process. A journal
line is hashed in a microsecond either way; `verify` and `backup`, which hash gigabytes, do not import this.

Where the time zones lie Python looks up among a thousand facts of how it was built: 0.3 MB and 2 ms. On Linux they
lie where it would look by default.
"""

import os
import sys
from importlib.util import find_spec

if all(any(find_spec(name) for name in names) for names in (("_md5",), ("_sha1",), ("_sha2", "_sha256"), ("_sha3",))):
    sys.modules.setdefault("_hashlib", None)  # type: ignore[arg-type]  # the import system's own way to say: there is none
if sys.platform == "linux":
    ZONES = "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo"
    os.environ.setdefault("PYTHONTZPATH", ZONES)
