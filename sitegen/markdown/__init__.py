"""Markdown to documents: the only code that knows markdown-it.

`parser.parse` reads a body, `parser.plain` takes a text that is not Markdown, `characters.check_characters` looks for
characters that no text may hold. Each extension of the syntax is one module; `parser.EXTENSIONS` lists them.

Nothing is imported here: the model needs `document` alone, and a build that has nothing to do needs no parser.
"""
