"""By which digests bytes are told apart."""

from __future__ import annotations

from hashlib import sha256


def raw_digest(content: bytes) -> bytes:
    """The digest of bytes by which files and remembered results are told apart: the first 128 bits of SHA-256."""
    return sha256(content, usedforsecurity=False).digest()[:16]


def digest(content: bytes) -> str:
    """The digest of bytes in hex."""
    return raw_digest(content).hex()


def shortened(sha256: str) -> str:
    """The digest in hex of bytes whose whole SHA-256 (hex) is known."""
    return sha256[:32]
