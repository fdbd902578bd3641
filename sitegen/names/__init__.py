"""Names: their folded form and their skeleton, the table of them, finding them in running text, those nobody bears, and the nearest to a mistyped one."""
