"""Packages: the site in forms that one takes away and opens with other programs.

A format is a function `make(edition, folder, counted)` in a module of its own: it writes its packages below `folder`,
under the names that they are to have, and a row of `sitegen.model.packages` says how it is asked for. Whoever calls it publishes what
stands there, all formats together.

edition     what a format is given: the site as it is understood, the site as it is built, when and from what
packages    how a format is asked to make them, and the page that lists them
links       where links lead, chosen for each file that a page stands in
archive     zip files that are the same for the same content
site_zip    the site, with a page that says which file to open
zim         the site for Kiwix
epub        the site, and each topic, as a book
one_page    a topic in one file, to print or to send
calendar_file  events as iCalendar
open_data   everything as tables, as a database, as a graph
"""
