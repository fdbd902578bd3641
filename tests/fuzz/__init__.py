"""Whatever is written: a site, or faults an editor can find. Never a traceback, never more than the limits allow.

`any_header`, `any_body` and `any_site` say what is written, `cases` how often each is tried.
"""
