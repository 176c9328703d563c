"""Files that hold one report (its text, its PDF, a scan of it): found, joined, confirmed or parted by people.

One file stands for the report and is what answers come from; the others are named beside it.
"""
