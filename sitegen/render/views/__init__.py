"""What each kind of page may show: `Site` -> view, plain frozen values with links relative to the page. One module a kind."""
