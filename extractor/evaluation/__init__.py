"""How right the extraction is: its records held against records that people wrote down (`gold`)."""
