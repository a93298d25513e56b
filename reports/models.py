from datetime import date

from django.db import models
from django.db.models import Q

from interface.records import Record, RecordQuerySet
from reports.snapshot import SmallCells
from vietnamese.due_dates import due_before

FIRST_YEAR = 2024  # Directive 28-CT/TW is of December 2023
CUT_OFF = (11, 15)  # usual day; each year's report keeps its own
SMALL_CELLS = [
    (SmallCells.ALL, "Che mọi số từ 1 đến 4: bản gửi nhiều nơi"),
    (SmallCells.SECRET, "Chỉ che số của nhóm bảo mật đặc biệt: bản gửi riêng cấp trên"),
]
DUE_BEFORE = (11, 30)  # the ward's plan, IV.1: “trước ngày 30/11 hàng năm”


class AnnualReportQuerySet(RecordQuerySet["AnnualReport"]):
    def visible_to(self, user):
        """Officers who write it, leaders who sign it; the clerk numbers the signed paper in the register."""
        return self if user.may("reports.view") else self.none()


class AnnualReport(Record):
    """The report of one year on Directive 28-CT/TW to the superior authority. Its versions hold what was printed."""

    year = models.PositiveSmallIntegerField("năm", unique=True)
    cut_off = models.DateField("ngày chốt số liệu")
    due_before = models.DateField("gửi trước ngày")
    small_cells = models.CharField("số nhỏ", max_length=6, choices=SMALL_CELLS, default=SmallCells.ALL)

    objects = AnnualReportQuerySet.as_manager()
    drafted = False  # what `queries.report_of` found out

    class Privacy:
        public = [
            "id",
            "public_id",
            "version",
            "created_at",
            "updated_at",
            "year",
            "cut_off",
            "due_before",
            "small_cells",
        ]
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "báo cáo năm"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cut_off__year=models.F("year")),
                name="cut_off_in_the_year_of_the_report",
                violation_error_message="Ngày chốt số liệu phải trong năm báo cáo.",
            ),
        ]

    def __str__(self) -> str:
        return f"Báo cáo năm {self.year}"

    @staticmethod
    def of_year(year: int) -> "AnnualReport":
        """The report of that year, with the usual days; saved by whoever needs it."""
        return AnnualReport(year=year, cut_off=date(year, *CUT_OFF), due_before=date(year, *DUE_BEFORE))

    @property
    def lasting_name(self) -> str:
        return str(self.year)  # its page may be opened before anybody has begun it

    @property
    def last_day(self) -> date:
        return due_before(self.due_before)


class ReportVersionQuerySet(RecordQuerySet["ReportVersion"]):
    def visible_to(self, user):
        return self.filter(report__in=AnnualReport.objects.visible_to(user))

    def without_files(self):
        """For lists: the documents stay in the database."""
        return self.defer("snapshot", "pdf")


class ReportVersion(models.Model):
    """A draft as it was made: figures frozen, with the paper printed from them. Never changed; a new draft follows."""

    public_id = models.UUIDField("mã ngoài", unique=True)
    report = models.ForeignKey(AnnualReport, models.PROTECT, verbose_name="báo cáo", related_name="versions")
    number = models.PositiveSmallIntegerField("dự thảo số")
    cut_off = models.DateField("ngày chốt số liệu")
    snapshot = models.BinaryField("số liệu đã chốt")
    sha256 = models.CharField("mã băm số liệu", max_length=64)
    pdf = models.BinaryField("bản in")
    made_by = models.ForeignKey("accounts.User", models.PROTECT, verbose_name="người lập", related_name="+")
    made_at = models.DateTimeField("lập lúc", auto_now_add=True)
    job = models.OneToOneField("jobs.Job", models.PROTECT, verbose_name="công việc nền", null=True, related_name="+")

    objects = ReportVersionQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "report", "number", "cut_off", "sha256", "pdf", "made_at", "job"]
        official = ["made_by"]
        personal: list[str] = []
        sensitive = ["snapshot"]  # with the small figures that the paper withholds

    class Meta:
        verbose_name = "dự thảo báo cáo"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="one_draft_per_number")]

    def __str__(self) -> str:
        return f"{self.report}, dự thảo số {self.number}"

    @property
    def code(self) -> str:
        """As the access log names it."""
        return str(self)

    @property
    def file_name(self) -> str:
        return f"bao-cao-{self.report.year}-du-thao-{self.number}.pdf"
