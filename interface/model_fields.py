"""Model fields that several apps need."""

from django.db import models

from vietnamese.partial_dates import PartialDate


class PartialDateField(models.CharField):
    """A `PartialDate`, stored as it writes itself in ISO form (2015-09-05, 2015-09, 2015, 2017~)."""

    _pyi_private_set_type: PartialDate  # type: ignore[assignment]  # what mypy reads
    _pyi_private_get_type: PartialDate  # type: ignore[assignment]

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 11
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection):
        return self.to_python(value)

    def to_python(self, value):
        return PartialDate.fromisoformat(value) if isinstance(value, str) and value else value

    def get_prep_value(self, value):
        return value.isoformat() if isinstance(value, PartialDate) else value
