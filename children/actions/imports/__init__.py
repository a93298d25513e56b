"""Importing a list of children: upload → preview → decide → accept. Nothing touches the register before “Nhập”."""
