"""Structured data: each page as JSON-LD in the vocabulary of schema.org, one graph a page.

**One `@id` for a thing over the whole site**: the address of its page with `#this`; of an article that a digest is
made from, that of the digest's page with `#original`. A page itself has its bare address. Wherever a thing is
named, its type and name stand beside its `@id`, so that a reader of one page need not fetch another.

Only what is known is said: an unsure date is left out, an alleged or denied event is a `Claim` and no `Event`, and of
a contested question every statement is given, none alone.
"""
