"""Saved pages -> the stories in them, each with what is known of it and how. Touches no disk and no network.

read            one page: bytes -> stories and furniture, with every fault
decode          bytes -> text: what a file is, in which letters, out of which container
markup, blocks  HTML -> a tree that knows its places -> blocks of text
plain_text      plain text and Markdown -> blocks, and what a text says of itself
stated          what a page says of itself; `json_ld` and `bylines` read parts of it, `headlines` compares titles
saved_from      where a page stands on the web, and when it was saved
datelines       the day a story gives itself; `written_dates` reads dates in words and figures
articles        the stories of an HTML page, of which a library says which blocks are the text
split           the stories of a text, by what headlines are like; `furniture` knows what is no story
stories         a part of a page with all that is known of it
known_site      what the site knows already, and what a story has in common with it; copies of one text
drafts          what the draft of a story says
own_words       a digest against its original: words taken over
page            the values that these pass on
"""
