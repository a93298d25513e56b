"""`./dev bench`: how long pages and searches take at 4,000, 40,000 and 400,000 children."""
