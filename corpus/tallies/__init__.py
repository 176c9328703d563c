"""Award counts judged and summed as documents come and go, so that a table of them need not judge them all again."""
