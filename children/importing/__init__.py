"""Reading a list of children from a spreadsheet: cells → tables → rows → what the register says about them.

`cells`, `reading`, `tables`, `columns`, `rows` and `matching` know no database; `register` and `writing` are the two
ends that do. The same order serves other lists later: only the fields of `columns` and `rows` are about children.
"""
