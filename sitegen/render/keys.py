"""The key of a page: a digest of everything it is made of. Equal values give equal digests, in this run and in the next."""

from __future__ import annotations

import io
import pickle
from hashlib import blake2b


def key_of(*values: object) -> bytes:
    """The digest of some frozen values. It goes by what they hold, never by which of them are one object."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.fast = True  # without it, what was seen before is written as a reference to it
    for value in values:
        pickler.dump(value)
    return blake2b(buffer.getbuffer(), digest_size=16).digest()
