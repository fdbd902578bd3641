"""A benchmark, not a test: `make bench`. Our generator beside Hugo over the same matter, at several sizes.

    corpus.py     the matter: entries of every kind, the same for the same size
    ours.py       the matter as a site of ours
    peer.py       the matter as a site of Hugo's (its settings and layouts are in `hugo/`)
    edits.py      what an editor changes between two builds, and where it must show afterwards
    runs.py       builds one after the other, each measured, each looked at
    editing.py    what an editor waits for: `make bench-serve`
    figures.py    medians, ratios, exponents, and the goals

Nothing here decides whether a change may land: the machine, and what else it does, is in every figure. Compare
ratios, which are taken from builds one right after the other.
"""
