"""Tests of the Markdown parser: a fixture for each feature, whole messages for each fault, places, limits."""
