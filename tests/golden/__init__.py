"""Small sites with what should come of them."""
