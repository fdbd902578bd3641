"""The frozen values that stages hand to one another.

`values` and `fields` are what front matter is made of, `entries` the content model, `site` what linking makes of it,
`output` what rendering hands to publishing.
"""
