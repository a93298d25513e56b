"""What may be a mistake but need not be: nothing is saved before a person has said that it is right."""

import hashlib

from interface.record_forms import PlainForm


class DoubtfulForm(PlainForm):
    """A form with `warnings`; the page asks about those that nobody has accepted yet."""

    @property
    def warnings(self) -> list[str]:
        """Of what was typed, which is in order as such."""
        raise NotImplementedError

    def carry_out(self, action, **more):
        """Not before every doubt is settled."""
        return super().carry_out(action, **more) if self.is_valid() and not self.unconfirmed else None

    @property
    def confirmation(self) -> str:
        """Names exactly these warnings: other ones must be read anew."""
        return hashlib.sha256("\n".join(self.warnings).encode()).hexdigest()[:16]

    @property
    def unconfirmed(self) -> list[str]:
        """Warnings that nobody has accepted yet."""
        warnings = self.warnings
        return warnings if warnings and self.data.get("confirmed") != self.confirmation else []
