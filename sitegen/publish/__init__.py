"""Output files -> `public/`: the search index, the swap. The only stage that writes the site to the disk.

`writer` publishes, `inputs` asks whether there is anything to do, `lock` lets one build at a time. None of these
needs anything but the standard library.
"""

from sitegen.publish.inputs import Inputs, unchanged
from sitegen.publish.lock import locked
from sitegen.publish.place import MARKER
from sitegen.publish.signals import Shield
from sitegen.publish.writer import Published, publish

__all__ = ["MARKER", "Inputs", "Published", "Shield", "locked", "publish", "unchanged"]
