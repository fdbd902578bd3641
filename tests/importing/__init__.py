"""Pages of our own wording in the structures that pages on the web have, and what is found in them."""
