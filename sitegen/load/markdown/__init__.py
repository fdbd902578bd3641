"""Markdown to bodies: the only code that knows markdown-it.

`parser.parse` reads a body, `characters.check_characters` looks for
characters that no text may hold. Each extension of the syntax is one module; `parser.EXTENSIONS` lists them.

Nothing is imported here: a build that has nothing to do needs no parser.
"""
