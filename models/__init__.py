"""What things are, and what is known of Vietnamese. Imports nothing of the other packages."""
