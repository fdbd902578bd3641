"""Remembers results of pure functions between builds (the only cache).

cache         `Cache`: ask here before computing
held          what a process holds of it in memory, decoded
sqlite_store  bytes by kind and key in one file that may be damaged at any time
codec         values to bytes and back
keys          what stages need to have results remembered: a `Memory`, and one key for equal values
digests       by which bytes are told apart
code          which code computes, and its versions (needs the standard library alone, and little of it)
"""
