"""Text that wants to be code, in every field that reaches a reader: whatever an editor or a source writes stays text.

`payloads` are such texts and addresses; `site.txt` a site with all its fields, and marks where they go; `shapes` what a
browser, a feed reader or a crawler makes of a file, without its words.
"""
