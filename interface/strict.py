"""For the suite: a template that names a variable nobody gave fails instead of printing nothing."""


class UndefinedVariable(str):
    """Django's `string_if_invalid`: it formats itself with the variable's name, and that is the error."""

    def __mod__(self, variable: object) -> str:
        raise LookupError(f"The template names {variable!r}, which is not defined.")

    def __contains__(self, text: object) -> bool:
        return text == "%s"
