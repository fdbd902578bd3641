"""Names: their folded form, the table of them, finding them in running text, and the nearest to a mistyped one."""
