"""The API for other systems. Thin: who may pass is `door`, what happens are `children.exchange` and its action.

- schemas: what is sent and answered, as the description (OpenAPI 3.1) says it
- views: one function for each operation
- problems: what went wrong, in Vietnamese, beside its field
- door, urls: the addresses, and the right each method needs
"""
