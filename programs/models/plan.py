from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, TextChoices

from agencies.models import AgencyKind
from agencies.models.effective import EFFECTIVE_FIELDS, RECORD_FIELDS, Effective, EffectiveQuerySet
from interface.records import Record, RecordQuerySet
from programs.due_dates import UnreadableDue, due_in_words, parse_due
from vietnamese.formats import format_date


class ReferenceQuerySet(RecordQuerySet):
    def visible_to(self, user):
        """What the ward promised is no secret inside it; the door asks for `programs.view`."""
        return self


class AgencyScope(TextChoices):
    """Who a task is for: one kind of agency, or every one."""

    LEAD = AgencyKind.LEAD.value, AgencyKind.LEAD.label
    ALL = "ALL", "Các cơ quan (chung)"
    VHXH = AgencyKind.VHXH.value, AgencyKind.VHXH.label
    SCHOOL = AgencyKind.SCHOOL.value, AgencyKind.SCHOOL.label
    HEALTH = AgencyKind.HEALTH.value, AgencyKind.HEALTH.label
    JUSTICE = AgencyKind.JUSTICE.value, AgencyKind.JUSTICE.label
    FINANCE = AgencyKind.FINANCE.value, AgencyKind.FINANCE.label
    POLICE = AgencyKind.POLICE.value, AgencyKind.POLICE.label
    FRONT = AgencyKind.FRONT.value, AgencyKind.FRONT.label
    TDP = AgencyKind.TDP.value, AgencyKind.TDP.label

    @property
    def short(self) -> str:
        """Before the number of a task, where the whole name has no room."""
        names = {
            AgencyScope.LEAD: "Lãnh đạo",
            AgencyScope.ALL: "Chung",
            AgencyScope.VHXH: "VHXH",
            AgencyScope.HEALTH: "Y tế",
            AgencyScope.JUSTICE: "Tư pháp",
            AgencyScope.FRONT: "Mặt trận",
            AgencyScope.TDP: "TDP",
        }
        return names.get(self, self.label)


class Frequency(TextChoices):
    ANNUAL = "annual", "Mỗi năm một lần"
    HALF_YEAR = "half_year", "6 tháng một lần"
    QUARTERLY = "quarterly", "Hằng quý"
    MONTHLY = "monthly", "Hằng tháng"
    CONTINUOUS = "continuous", "Thường xuyên, báo cáo hằng quý"
    EVENT = "event", "Khi phát sinh"


class ReportSection(TextChoices):
    """Sections of the annual report that tasks feed."""

    R1 = "R1", "I. Lãnh đạo, chỉ đạo, triển khai"
    R2 = "R2", "II. Tình hình trẻ em trên địa bàn"
    R3 = "R3", "III. Kết quả thực hiện nhiệm vụ, giải pháp"
    R3_1 = "R3.1", "III.1. Tăng cường lãnh đạo, thực hiện"
    R3_2 = "R3.2", "III.2. Bảo đảm nguồn lực"
    R3_3 = "R3.3", "III.3. Hiệu lực quản lý nhà nước"
    R3_4 = "R3.4", "III.4. Chính sách; gia đình, nhà trường, xã hội"
    R3_5 = "R3.5", "III.5. Vai trò Mặt trận, hội, đoàn thể"
    R4 = "R4", "IV. Mục tiêu, chỉ tiêu các chương trình"
    R5 = "R5", "V. Kinh phí"
    R6 = "R6", "VI. Đánh giá chung"
    R7 = "R7", "VII. Phương hướng năm sau"
    R8 = "R8", "VIII. Kiến nghị; biểu dương, khen thưởng"


class DueBasis(TextChoices):
    """Who named the date: a date nobody named is our proposal, for the ward to confirm."""

    PLAN = "plan", "Kế hoạch"
    LAW = "law", "Pháp luật"
    PROPOSAL = "proposal", "Đề xuất"


class Plan(Effective):
    """A plan of the ward. Number and day stay empty until somebody has the issued paper at hand."""

    code = models.CharField("mã", max_length=20, unique=True)
    title = models.CharField("tên kế hoạch", max_length=400)
    short_title = models.CharField("tên gọn", max_length=120)
    number = models.CharField("số, ký hiệu", max_length=40, blank=True)
    issued = models.CharField("thời gian ban hành", max_length=60)
    issuer = models.CharField("cơ quan ban hành", max_length=120)
    basis = models.JSONField("căn cứ", default=list, blank=True)

    objects = EffectiveQuerySet.as_manager()

    class Privacy:
        public = [*EFFECTIVE_FIELDS, "code", "title", "short_title", "number", "issued", "issuer", "basis"]
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "kế hoạch"
        ordering = ["-valid_from"]
        constraints = [*Effective.Meta.constraints]

    def __str__(self) -> str:
        return self.short_title


class PlanBullet(Record):
    """One bullet of sections II, III and IV of the plan, word for word."""

    plan = models.ForeignKey(Plan, models.PROTECT, verbose_name="kế hoạch", related_name="bullets")
    ref = models.CharField("vị trí", max_length=12)
    section = models.CharField("mục", max_length=8)
    section_title = models.CharField("tên mục", max_length=300)
    gist = models.CharField("tóm tắt", max_length=200)
    text = models.TextField("nguyên văn")
    position = models.PositiveSmallIntegerField("thứ tự")

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        public = [*RECORD_FIELDS, "plan", "ref", "section", "section_title", "gist", "text", "position"]
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "nội dung kế hoạch"
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "ref"], name="one_bullet_per_place_in_plan")]

    def __str__(self) -> str:
        return self.ref

    @property
    def heading(self) -> str:
        """Number and name of the section, as the plan prints them: “II.1. Tăng cường sự lãnh đạo …”."""
        return f"{self.section}. {self.section_title}"


def readable_due(text: str) -> None:
    try:
        parse_due(text)
    except UnreadableDue:
        raise ValidationError("Hạn viết theo mẫu 06-30 hoặc 06-30,10-31, Q, M, E+7d, OPEN.") from None


class PlanTaskQuerySet(EffectiveQuerySet["PlanTask"]):
    def of_year(self, year: int):
        """Tasks in force for at least a day of that year."""
        return self.filter(
            Q(valid_from__year__lte=year),
            Q(valid_to=None) | Q(valid_to__year__gte=year),
            Q(plan__valid_to=None) | Q(plan__valid_to__year__gte=year),
            plan__valid_from__year__lte=year,
        )


class PlanTask(Effective):
    """What one kind of agency does for the plan. Every agency of the kind reports separately."""

    plan = models.ForeignKey(Plan, models.PROTECT, verbose_name="kế hoạch", related_name="tasks")
    code = models.CharField("mã", max_length=20, unique=True)
    title = models.CharField("nhiệm vụ", max_length=250)
    scope = models.CharField("cơ quan thực hiện", max_length=10, choices=AgencyScope)
    along = models.JSONField("cơ quan phối hợp", default=list, blank=True)
    bullets = models.ManyToManyField(PlanBullet, through="BulletTask", verbose_name="nội dung", related_name="tasks")
    frequency = models.CharField("chu kỳ", max_length=12, choices=Frequency)
    due = models.CharField("hạn", max_length=30, validators=[readable_due])
    due_basis = models.CharField("hạn do", max_length=10, choices=DueBasis, default=DueBasis.PROPOSAL)
    evidence = models.JSONField("minh chứng", default=list, blank=True)
    section = models.CharField("mục báo cáo", max_length=6, choices=ReportSection)
    position = models.PositiveSmallIntegerField("thứ tự")

    objects = PlanTaskQuerySet.as_manager()

    class Privacy:
        public = [
            *EFFECTIVE_FIELDS, "plan", "code", "title", "scope", "along", "bullets", "frequency", "due", "due_basis",
            "evidence", "section", "position",
        ]  # fmt: skip
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "nhiệm vụ"
        ordering = ["position"]
        constraints = [*Effective.Meta.constraints]

    def __str__(self) -> str:
        return self.code

    @property
    def number_words(self) -> str:
        """“Y tế 02”: the code as people read it."""
        return f"{AgencyScope(self.scope).short} {self.code.rpartition('-')[2]}"

    def due_on(self, day: date) -> str:
        """One of its last days: “trước 30/11/2026” where plan or law say so, else the day itself."""
        if self.is_due_proposed:
            return f"hạn {format_date(day)}"
        return f"trước {format_date(day + timedelta(days=1))}"

    @property
    def is_due_proposed(self) -> bool:
        """Nobody named the date: it is ours, for the ward to confirm."""
        return self.due_basis == DueBasis.PROPOSAL

    @property
    def due_reason(self) -> str:
        """The rule of the date, and who made it."""
        who = {
            DueBasis.PLAN: "do kế hoạch của phường ấn định",
            DueBasis.LAW: "theo quy định của pháp luật",
            DueBasis.PROPOSAL: "hạn do phần mềm đề xuất, cần xác nhận",
        }[DueBasis(self.due_basis)]
        rule = due_in_words(self.due)
        return f"{rule[:1].upper()}{rule[1:]}; {who}."

    @property
    def along_names(self) -> list[str]:
        return [AgencyScope(kind).label for kind in self.along]


class BulletTask(models.Model):
    """A task serves a bullet of the plan."""

    bullet = models.ForeignKey(PlanBullet, models.CASCADE, related_name="+")
    task = models.ForeignKey(PlanTask, models.CASCADE, related_name="+")

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        public = ["id", "bullet", "task"]
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "nhiệm vụ theo nội dung kế hoạch"
        constraints = [models.UniqueConstraint(fields=["bullet", "task"], name="task_serves_a_bullet_once")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.bullet_id}"


class TaskOutput(Record):
    """A figure a task is to give, with its unit and the indicators it feeds."""

    task = models.ForeignKey(PlanTask, models.CASCADE, verbose_name="nhiệm vụ", related_name="outputs")
    key = models.CharField("khóa", max_length=30)
    label = models.CharField("kết quả", max_length=150)
    unit = models.CharField("đơn vị tính", max_length=30)
    indicators = models.JSONField("chỉ số", default=list, blank=True)
    from_register = models.BooleanField("lấy từ sổ trẻ em", default=False)
    sum_of = models.JSONField("tổng của", default=list, blank=True)
    position = models.PositiveSmallIntegerField("thứ tự")

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        public = [
            *RECORD_FIELDS, "task", "key", "label", "unit", "indicators", "from_register", "sum_of", "position",
        ]  # fmt: skip
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "kết quả phải báo cáo"
        ordering = ["task", "position"]
        constraints = [models.UniqueConstraint(fields=["task", "key"], name="one_output_per_key")]

    def __str__(self) -> str:
        return f"{self.label} ({self.unit})"

    @property
    def is_asked(self) -> bool:
        """Whether an agency is asked for it: what the register knows or a sum gives is not."""
        return not self.from_register and not self.sum_of
