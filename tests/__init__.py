"""The tests: one folder a stage, and small sites that can be read."""
