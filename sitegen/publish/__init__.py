"""Output files -> `public/`: the search index, the swap. The only stage that writes the site to the disk.

inputs    what a build is made from; whether the last one already did it     (asked first: imports next to nothing)
lock      one build at a time
writer    `publish`: all or nothing; made of `place`, `published`, `staging`, `swap`, `durable`, `signals`, `paths`
record    what one build leaves for the next to believe, with the marks (`tree`) by which it checks
faults    the system's refusals in an editor's words
"""
