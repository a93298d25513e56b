"""What the database refuses, in the words that the model has for it.

Actions refuse first, beside the right field. This is the net below them: a rule that an action forgot becomes a
sentence, not a server error.
"""

from django.apps import apps
from django.db import IntegrityError
from django.db.models import BaseConstraint

from interface.refusals import Refused


def refusal_of(error: IntegrityError) -> Refused | None:
    """The refusal of a broken constraint that has a sentence; nothing for one that no person can break."""
    constraint = _constraints().get(broken_by(error))
    return Refused(str(constraint.violation_error_message)) if constraint and has_sentence(constraint) else None


def has_sentence(constraint: BaseConstraint) -> bool:
    return constraint.violation_error_message != constraint.default_violation_error_message


def broken_by(error: IntegrityError) -> str:
    """The name of the constraint."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


def _constraints() -> dict[str, BaseConstraint]:
    return {each.name: each for model in apps.get_models() for each in model._meta.constraints}
