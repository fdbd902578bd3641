"""Packages: what is in them, and that other programs open them."""
