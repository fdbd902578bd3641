"""Real browsers for the tests: `install` finds or gets them, `driver` drives them, `server` serves a folder to them."""
