"""Output files -> `public/`: the search index, the swap. The only stage that writes to the disk.

lock          one build at a time
snapshot      what a build sees before it begins, and whether the last one already did it  (imports next to nothing)
staging       `publish`: the next site beside the one that stands, then in its place, all or nothing
swap          two folders change places at once
output_dirs   which folder may be replaced
paths         which output paths may be written
file_changes  several files that editors write, changed all or none
disk          the system's refusals in an editor's words; waiting until bytes are on the disk
search        output records -> the index, of what Pagefind says of each page
"""
