"""The frozen values that stages hand to one another.

values, fields   what front matter is made of
kinds            the content model: one class a kind of entry
schema           that model as data: which keys a class has, and how each is read
body             a text that was parsed once, with open slots
words, locale    what the interface says, and how its language writes dates and numbers
site             what linking makes of all entries
output           what rendering hands to publishing
packages         the formats in which a site can be taken away
"""
