"""Short texts with their truth, by the thousand: to train a recogniser on, and to hold out for trying it.

`write_training(folder, seed, number)` writes `t00001.txt` and `t00001.gold.json` and so on, so that `sovang evaluate`
takes the folder as it is. The texts are NFC with line feeds, as `SourceText.read` leaves them. In the gold each
exemplar, and in decisions each grant, has beside the fields of the guidelines

    "spans": {"name": [start, end], "honorific": [...], "role": [...], "unit": [...], "place": [...],
              "achievement": [...], "field": [...], "award": [...]}

half-open offsets in the text, of those fields that are printed there; one place or deed said of several bears a span
in each. Of a grant `place` and others are kept too, and its `unit` is the place where no other is printed. A string of
the gold is `text[start:end]` with its white space folded to single blanks, misread letters included. The same seed
gives the same texts; text `n` is the same however many are written.

`held_out=True` (`sovang sample DIR --training N --held-out`) makes texts for trying what was trained on the others: of
every list of ten or more frames, deeds, given names and parts of place names a fifth is kept for them alone.

Reports that count awards (`counting`) hold them in `awards`, without names; other texts are not annotated with awards.

`marked` is text with marks, and templates; `setting` where a document comes from; `cast` who is held up as an example;
`naming`, `listing`, `table` and `story` how they are named; `decision` and `document` whole texts; `noise` what damages
them; `truth` their gold. What is said lies in `data`.
"""
