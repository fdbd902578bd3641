"""`lsp`, as editor programs speak with it."""
