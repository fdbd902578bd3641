"""Sites with something wrong in them, beside what an editor is told about it.

Each file of `cases/` is one such site: what the case is about, the files that differ from the good site in `site.txt`,
and at its end, below `--- faults ---`, what the build says, to the letter. What no text file holds is made by
`circumstances`. `.github/faults.md` takes its examples from both, which `test_codes` sees to.
"""
