"""What each page may show: `Site` -> view, plain frozen values with links relative to the page.

    page_frame      what every page has around its view
    page_context    the page as the place one links from: makes every link, date and entry in a list
    items           the values that all views are made of

Pages of entries
    article, claim, document, event, note, page, topic
    entity          persons, organisations and places
    outlet          outlets, and the list of all

Pages of the whole site
    home            the first page
    overviews       dates to watch, positions, register, denials: what some entries alone give something to show
    indexes         all entries of a kind, in groups
    site_pages      search, the packages and the data among them, 404, and what old addresses lead to
    archives        timeline, changes, names, and the years of long lists

Parts of several pages
    body, prose     a text with what fills its slots: with embeds, and as markup
    claim_table     who says what, figures in words, their ranges, and how the statements divide
    places          where things happened, on the map of everything and on small ones
    timeline_list   events under their years, and drawn
    questions       contested questions as rows, and which of them home shows
    sources         what a page cites, and the outlets behind it
    listing         entries in lists, as many as fit, and who is named together
"""
