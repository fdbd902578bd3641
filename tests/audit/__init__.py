"""The slow checks, which need tools from outside Python: `make audit`. Each module is one of them."""
