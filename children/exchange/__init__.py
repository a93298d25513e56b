"""The register as another system sees it: which fields, in which form, and which of them changed when.

- fields: a child → JSON, and back into the cells that `children.importing` reads
- reading: what a system sent → a candidate, with each problem beside its field
- feed: the changes since a cursor, in the order in which they became visible

What is sent is judged and written by `children.actions.exchange`; addresses and answers are `children.api`.
"""
