"""Fourteen lists as wards, schools, the police and a Mac in a hurry send them; each with what must become of every row.

Made by hand: nobody's real children. `EXPECTED` is written down row by row in the test, not worked out by code.
"""
