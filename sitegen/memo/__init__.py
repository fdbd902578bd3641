"""Remembers results of pure functions between builds (the only cache).

memo      `Memo`: ask here before computing
shelf     bytes by kind and key in one file that may be damaged at any time
codec     values to bytes and back
digests   what counts as the same: bytes, code, versions (needs the standard library alone, and little of it)
"""
