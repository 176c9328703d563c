"""What the readers of pages go by, chosen by measurement."""

SCAN_DPI = 200  # finer scans are brought down to it: no worse, and a quarter faster
COARSE_DPI = 150  # coarser ones are brought up to it
ENOUGH_CHARACTERS = 160  # of text over a page-wide picture, for the text to be the page's own
LOW_CONFIDENCE = 0.9  # mean of a page's words, under which a person is told: one word of ten is wrong there, or more
