"""Forms of the yearly report."""

from interface.record_forms import RecordForm
from reports.models import AnnualReport


class ReportForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = AnnualReport
        fields = ["cut_off", "small_cells"]
