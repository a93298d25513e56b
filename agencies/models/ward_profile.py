from django.db import models
from django.db.models import TextChoices
from django.urls import reverse

from agencies.models.effective import EFFECTIVE_FIELDS, Effective, EffectiveQuerySet, one_at_a_time


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class WardProfile(Effective):
    """The ward as it stands on paper, for a time: names, superiors, codes, recipients. Periods never overlap."""

    name = models.CharField("tên đơn vị", max_length=100, help_text="Như trong câu văn: phường Cẩm Thành")
    issuing_body = models.TextField("cơ quan ban hành", help_text="In hoa, góc trái trên văn bản; mỗi dòng một hàng")
    place_line = models.CharField("địa danh trước ngày tháng", max_length=80)
    superiors = models.TextField("cấp trên", help_text="Từ gần đến xa; mỗi dòng một đơn vị")
    report_to = models.CharField("nơi nhận báo cáo năm", max_length=150)
    child_agency = models.CharField("cơ quan quản lý nhà nước về trẻ em cấp trên", max_length=150, blank=True)
    province_code = models.CharField("mã tỉnh", max_length=3)
    district_code = models.CharField("mã huyện", max_length=3, blank=True)
    ward_code = models.CharField("mã phường, xã", max_length=5)
    notation = models.CharField("ký hiệu cơ quan trên văn bản", max_length=20, default="UBND")
    recipients = models.TextField("nơi nhận trên báo cáo", help_text="Theo thứ tự in; mỗi dòng một nơi")
    population = models.PositiveIntegerField("dân số", null=True, blank=True)
    logo = models.BinaryField("biểu trưng (PNG)", null=True, blank=True, editable=False)
    is_demo = models.BooleanField("dữ liệu minh họa", default=False, editable=False)

    objects = EffectiveQuerySet.as_manager()

    class Privacy:
        public = [
            *EFFECTIVE_FIELDS, "name", "issuing_body", "place_line", "superiors", "report_to", "child_agency",
            "province_code", "district_code", "ward_code", "notation", "recipients", "population", "logo", "is_demo",
        ]  # fmt: skip
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "hồ sơ phường"
        ordering = ["-valid_from"]
        constraints = [*Effective.Meta.constraints, one_at_a_time("one_ward_profile_at_a_time")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """At the start of a sentence or a heading: “Phường Cẩm Thành”."""
        return self.name[:1].upper() + self.name[1:]

    @property
    def codes(self) -> str:
        """As the statistics office writes them: province, district (until 30/6/2025), ward."""
        return " · ".join(code for code in (self.province_code, self.district_code, self.ward_code) if code)

    @property
    def issuing_lines(self) -> list[str]:
        return _lines(self.issuing_body)

    @property
    def superior_lines(self) -> list[str]:
        return _lines(self.superiors)

    @property
    def recipient_lines(self) -> list[str]:
        return _lines(self.recipients)


class SigningForm(TextChoices):
    """In whose name a person signs (NĐ 30/2020/NĐ-CP, Phụ lục I, phần II, mục 7)."""

    TM = "TM", "TM. Ủy ban nhân dân, Chủ tịch ký"
    TM_KT = "TM_KT", "TM. Ủy ban nhân dân, cấp phó ký thay Chủ tịch"
    CHAIR = "CHAIR", "Chủ tịch ký"
    KT = "KT", "KT. Chủ tịch (ký thay)"
    Q = "Q", "Q. Chủ tịch (quyền)"
    TL = "TL", "TL. Chủ tịch (thừa lệnh)"
    TUQ = "TUQ", "TUQ. Chủ tịch (thừa ủy quyền)"


PEOPLES_COMMITTEE = "TM. ỦY BAN NHÂN DÂN"


class Signer(Effective):
    """Who signs the ward's documents, in whose name, for a time. One at a time signs the yearly report."""

    IN_FORCE = "Đang ký"

    full_name = models.CharField("họ và tên như in", max_length=120, help_text="Không ghi học hàm, học vị, danh hiệu")
    position = models.CharField("chức vụ", max_length=120)
    form = models.CharField("hình thức ký", max_length=6, choices=SigningForm)
    user = models.ForeignKey(
        "accounts.User", models.PROTECT, verbose_name="tài khoản", null=True, blank=True, related_name="+"
    )
    signs_reports = models.BooleanField("ký báo cáo năm", default=False)

    objects = EffectiveQuerySet.as_manager()

    class Privacy:
        public = [*EFFECTIVE_FIELDS, "form", "signs_reports"]
        official = ["full_name", "position", "user"]
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "người ký"
        ordering = ["-valid_from", "full_name"]
        constraints = [
            *Effective.Meta.constraints,
            one_at_a_time("one_signer_of_reports_at_a_time", condition=models.Q(signs_reports=True)),
        ]

    def __str__(self) -> str:
        return f"{self.full_name}, {self.position}"

    def get_absolute_url(self) -> str:
        return reverse("signer", args=[self.public_id])

    @property
    def signature_lines(self) -> list[str]:
        """The lines above the name: “KT. CHỦ TỊCH”, “PHÓ CHỦ TỊCH”."""
        position = self.position.upper()
        return {
            SigningForm.TM: [PEOPLES_COMMITTEE, position],
            SigningForm.TM_KT: [PEOPLES_COMMITTEE, "KT. CHỦ TỊCH", position],
            SigningForm.CHAIR: [position],
            SigningForm.KT: ["KT. CHỦ TỊCH", position],
            SigningForm.Q: ["Q. CHỦ TỊCH"],
            SigningForm.TL: ["TL. CHỦ TỊCH", position],
            SigningForm.TUQ: ["TUQ. CHỦ TỊCH", position],
        }[SigningForm(self.form)]
