"""Reading a list of children from a spreadsheet, in this order; each step imports only what stands above it.

- plain_cells, cells, header_words, columns, tables, reading: a file → its lists, whatever they are about; only
  `columns` and its words know children
- candidate, people, row_*, rows: a line → what it says about a child, and what is wrong with it
- entries, likeness, differences, verdicts, matching, police, repeats: what the register and the rows above say about it
- register, plans, poverty, households, families, writing: the ones that know the database; `register` asks, the
  others write
- workbooks: the spreadsheets we hand out
"""
