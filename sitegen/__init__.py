"""A briefing-site generator. The folders are the stages, in order; the modules are what they share.

errors      faults as values, and the exit codes
markdown    a body of Markdown -> a `Document`: finished HTML with open slots (the only code that knows markdown-it)
model       the frozen values that stages hand to one another; the content model
urls        source path -> id -> output path -> relative or absolute URL (the only place that knows)
dates       dates that say how sure they are: read, put in order, put into words
names       fold(), the name table, finding names in running text
memo        remembers results of pure functions between builds (the only cache)
load        content/ and layouts/ -> entries, one file at a time          (reads disk)
link        entries -> `Site`, all at once: references, names, backlinks, timelines
render      `Site` -> output files: views, layouts, feeds, structured data
publish     output files -> public/: the search index, the swap           (writes disk)
commands    what build.py offers beside building: check ... one file each
"""
