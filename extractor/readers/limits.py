"""How much a reader takes on: beyond these a file is refused, or read more coarsely, in place of filling the memory."""

MAX_PAGES = 3000
MAX_PIXELS = 120_000_000  # of one picture, as stored
MAX_RENDERED_PIXELS = 16_000_000  # of one page made into a picture: A2 at 200 dots an inch
SCAN_DPI = 200  # finer scans are brought down to it: no worse, and a quarter faster
COARSE_DPI = 150  # coarser ones are brought up to it
ENOUGH_CHARACTERS = 160  # of text over a page-wide picture, for the text to be the page's own
LOW_CONFIDENCE = 0.75  # mean of a page's words, under which a person is told
OFFICE_SECONDS = 120  # that LibreOffice may take over one file
