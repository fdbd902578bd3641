"""The first stage: `content/` and `layouts/` -> values, one file at a time, with every fault of every file.

content        the folder as a whole
tree           which files there are, which are refused, and their bytes
entry          one content file: header and body (`source`) -> an entry
ids            which name of a file is an id, and the one that fits a title
yaml_tree      YAML as texts with their places; `yaml_errors` says its parser's messages in an editor's words
front_matter   a header against the class of its kind; `fields` reads one value
renaming       another id for an entry: which bytes of a file change with it
markdown       a body -> pieces with open slots
scaffold       a file as it begins, with what each key means, from the class that has it
json_schema    the classes as other programs can read them
files, svg     pictures and papers, once they are known to be harmless; `metadata` is what they tell beside
addresses      every address that was ever published
layouts        templates, styles, scripts and the outlines of maps
words, cldr    the words of the interface, and what CLDR says of their language
"""

from sitegen.load.content import load
from sitegen.load.layouts import read_layouts

__all__ = ["load", "read_layouts"]
