"""What other programs read of the site: feeds, sitemap, structured data, citations and previews.

Every function here takes the index of the site and gives frozen values, or finished text. **Nothing is put into a format by a
template**: each format has one function that escapes for it, so that no text of an entry can break out of its field.
"""
