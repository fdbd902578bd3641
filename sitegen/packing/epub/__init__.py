"""The site, or one topic of it, as a book (EPUB 3).

contents   which pages a book holds, in which order
xhtml      a page as XHTML with notes, places to turn to, and links that stay inside
documents  the pages of all books, each made once
cover      the words of the cover in lines
book       the files of the container, in their order
"""
