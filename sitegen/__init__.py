"""A briefing-site generator. The folders are the stages, in order; the modules are what they share.

faults      faults as values, and the exit codes
parallel    one pure function over many inputs, in several processes
cache       remembers results of pure functions between builds (the only cache)
model       the frozen values that stages hand to one another; the content model
urls        source path -> id -> output path -> relative or absolute URL (the only place that knows)
dates       dates that say how sure they are: parsed, put in order, formatted
names       fold(), the name table, finding names in running text
load        content/ and layouts/ -> entries, one file at a time          (reads disk)
link        entries -> `Site`, all at once: references, names, backlinks, timelines
render      `Site` -> output files: views, layouts, feeds, structured data
publish     output files -> public/: the search index, the swap           (writes disk)
packing     the built site in forms to take away                         (writes disk)
importing   saved pages -> the stories in them, for drafts; no stage of a build
commands    what build.py offers: build, check ... one file or folder each; the session around a build
"""
