"""Search: the index as bytes, and what readers get of it in real browsers, over http and from disk."""
