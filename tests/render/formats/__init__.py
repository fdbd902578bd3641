"""Tests of what other programs read of the site."""
