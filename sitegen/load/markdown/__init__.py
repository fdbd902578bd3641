"""Markdown to bodies: the only code that knows markdown-it.

`parser.parse` reads a body, `characters.check_characters` looks for characters that no text may hold.

    source      the text with its places, faults and limits
    writer      what the tokens become
    inline      what all rules of inline syntax need, and CommonMark's own
    blocks      paragraphs, headings, lists, quotations, code
    references, citations, links, footnotes, tables, callouts, abbreviations
                the other syntax; `parser.EXTENSIONS` lists all of it
    emphasis    stars and underscores that stress nothing, which are warned of
    habits      syntax of other programs, likewise

Nothing is imported here: a build that has nothing to do needs no parser.
"""
