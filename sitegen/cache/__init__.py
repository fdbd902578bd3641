"""Remembers results of pure functions between builds (the only cache).

cache         `Cache`: ask here before computing
sqlite_store  bytes by kind and key in one file that may be damaged at any time
codec         values to bytes and back
digests       what counts as the same: bytes, code, versions (needs the standard library alone, and little of it)
"""
