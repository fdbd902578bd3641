"""Definition lists: a term on a line, then `: ` and what it means."""

from __future__ import annotations

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

from sitegen.load.markdown.extension import Extension
from sitegen.load.markdown.writer import tag


def _install(md: MarkdownIt) -> None:
    md.use(deflist_plugin)


DEFINITIONS = Extension(
    _install,
    {
        "dl_open": tag("<dl>\n"),
        "dl_close": tag("</dl>\n"),
        "dt_open": tag("<dt>"),
        "dt_close": tag("</dt>\n"),
        "dd_open": tag("<dd>"),
        "dd_close": tag("</dd>\n"),
    },
)
