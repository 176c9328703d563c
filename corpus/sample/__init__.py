"""The sample generator: an invented world, the reports its offices write, and the truth of each report.

`world` has provinces, units and chance; `people`, `decrees` and `ledger` who is exemplary, what is cited and how many
were rewarded, the same in every report of a unit; `agenda` says which report comes next; `compose` writes it as a
document (`model`) whose phrases carry their truth; `render` sets a document in one format each; `write` puts files into
a folder. What is said and named lies in `data`, as TOML.
"""
