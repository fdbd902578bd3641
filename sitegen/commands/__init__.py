"""What build.py offers: the command line, its options and reports, and one module for each command beside building."""
