"""The first stage: `content/` and `layouts/` -> values, one file at a time, with every fault of every file."""

from sitegen.load.content import load
from sitegen.load.layouts import read_layouts

__all__ = ["load", "read_layouts"]
