"""Forms of the yearly report."""

from interface.record_forms import RecordForm
from reports.models import AnnualReport


class CutOffForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = AnnualReport
        fields = ["cut_off"]
