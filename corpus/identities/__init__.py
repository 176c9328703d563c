"""What is one and what is two across reports: issued documents, bodies, people. Nothing is merged on disk."""
