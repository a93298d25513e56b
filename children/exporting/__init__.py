"""Taking a list of children out of the register, in this order; each step imports only what stands above it.

- writers, locking: rows → a file, whatever they are about
- columns, purposes: what a column holds, and which columns a purpose needs
- choosing, lists: which children, and what is written about each
"""
