"""Remembers results of pure functions between builds (the only cache).

`remembering` is the `Memo`; `shelf` keeps its bytes, `codec` turns values into them; `digests` says what is the same.
"""

from sitegen.memo.digests import code_digest, digest, versions
from sitegen.memo.remembering import Memo

__all__ = ["Memo", "code_digest", "digest", "versions"]
