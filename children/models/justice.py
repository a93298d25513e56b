"""What the justice and civil-status officer keeps about a child: adoption (nuôi con nuôi), legal aid."""

from typing import TypeVar

from django.db import models
from django.db.models import F, Q, TextChoices
from django.urls import reverse

from accounts.authorization import knows_adoptions, scope_of
from accounts.encryption import EncryptedTextField
from children.models.sector_record import OFFICIAL, PUBLIC, SectorQuerySet, SectorRecord

PRIVACY_OF_CHILD = ["child", "withdrawn_on"]  # the reason may tell the story


Rows = TypeVar("Rows", bound=SectorQuerySet)


def _in_the_book(kept: Rows, user) -> Rows:
    """Whoever knows a child only by its entry here knows no entry that was a mistake, as it knows the child no more."""
    return kept.true() if user.may("children.find_by_paper") else kept


class AdoptionQuerySet(SectorQuerySet):
    def visible_to(self, user):
        """Who keeps the book, and the chairs as of an extra-secret circumstance (PRIV-02, decision 0015)."""
        return _in_the_book(self, user) if knows_adoptions(user) else self.none()

    def between(self, first, last):
        return self.true().filter(happened_on__range=(first, last))


class Adopter(TextChoices):
    """Who adopts, nearest first (Luật Nuôi con nuôi 2010, Điều 5); last, a child that lived in a facility."""

    STEP_PARENT = "step_parent", "Cha dượng, mẹ kế nhận con riêng"
    RELATIVE = "relative", "Cô, cậu, dì, chú, bác ruột nhận cháu"
    NON_RELATIVE = "non_relative", "Người không phải thân thích nhận"
    FACILITY = "facility", "Nhận trẻ ở cơ sở nuôi dưỡng"


class Adoption(SectorRecord):
    """Nuôi con nuôi trong nước, as it was registered. Never seen by whoever sees only the child."""

    happened_on = models.DateField("đăng ký ngày")
    kind = models.CharField("ai nhận nuôi", max_length=12, choices=Adopter)
    paper = EncryptedTextField("số quyết định, giấy chứng nhận")
    authority = models.CharField("cơ quan đăng ký", max_length=150)
    ended_on = models.DateField("chấm dứt từ ngày", null=True, blank=True)
    details = EncryptedTextField("ghi thêm")

    objects = AdoptionQuerySet.as_manager()

    class Privacy:
        telling = True
        public = PUBLIC
        official = OFFICIAL
        personal = PRIVACY_OF_CHILD
        sensitive = ["withdrawal_reason", "happened_on", "kind", "paper", "authority", "ended_on", "details"]

    class Meta(SectorRecord.Meta):
        verbose_name = "việc nuôi con nuôi"
        ordering = ["-happened_on", "-pk"]
        indexes = [models.Index(fields=["-happened_on"], name="adoption_by_day")]
        constraints = [
            *SectorRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("happened_on")),
                name="adoption_ends_after_it_begins",
                violation_error_message="Ngày chấm dứt ở trước ngày đăng ký. Kiểm tra lại cả hai ngày.",
            ),
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(ended_on=None, withdrawn_on=None),
                name="one_adoption_in_force",
                violation_error_message="Trẻ đang có một lần nuôi con nuôi chưa chấm dứt. Sửa lần ấy trước.",
            ),
        ]

    def __str__(self) -> str:
        return f"nuôi con nuôi {self.happened_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("justice", args=["adoptions"])


class LegalAidQuerySet(SectorQuerySet):
    def visible_to(self, user):
        """Of criminal cases: who keeps the book, who wrote it down, the chairs; such a line tells of a victim or an
        accused as an extra-secret group does.
        """
        if not user.may("children.view_legal_aid"):
            return self.none()
        sees_all = user.may("children.find_by_paper") or scope_of(user).secrets
        return _in_the_book(self, user) if sees_all else self.filter(Q(secret=False) | Q(recorded_by=user))

    def between(self, first, last):
        return self.true().filter(happened_on__range=(first, last))


class Matter(TextChoices):
    CIVIL_STATUS = "civil_status", "Hộ tịch, quốc tịch, giấy tờ"
    FAMILY = "family", "Hôn nhân gia đình, nuôi con, cấp dưỡng"
    CIVIL = "civil", "Dân sự, thừa kế, đất đai"
    ADMINISTRATIVE = "administrative", "Hành chính, chính sách xã hội"
    VICTIM = "victim", "Hình sự: trẻ là bị hại, người làm chứng"
    ACCUSED = "accused", "Hình sự: trẻ là người bị buộc tội"
    OTHER = "other", "Việc khác"


CRIMINAL = (Matter.VICTIM, Matter.ACCUSED)


class Provider(TextChoices):
    """Who gives legal aid (Luật Trợ giúp pháp lý 2017, Điều 10)."""

    CENTRE = "centre", "Trung tâm trợ giúp pháp lý nhà nước"
    LAWYERS = "lawyers", "Tổ chức hành nghề luật sư"
    ADVISERS = "advisers", "Tổ chức tư vấn pháp luật"
    OTHER = "other", "Nơi khác"


class AidOutcome(TextChoices):
    """What was done, by the forms of the law (Điều 27); nothing yet."""

    OPEN = "", "Chưa có kết quả"
    ADVISED = "advised", "Đã tư vấn pháp luật"
    COURT = "court", "Đã tham gia tố tụng"
    REPRESENTED = "represented", "Đã đại diện ngoài tố tụng"
    REFUSED = "refused", "Từ chối, không thực hiện"


class LegalAid(SectorRecord):
    """Trợ giúp pháp lý: a child was referred to whoever gives it, and what came of it."""

    happened_on = models.DateField("giới thiệu, chuyển ngày")
    matter = models.CharField("việc", max_length=16, choices=Matter)
    secret = models.BooleanField("bảo mật đặc biệt", editable=False)
    provider = models.CharField("nơi trợ giúp", max_length=10, choices=Provider)
    paper = EncryptedTextField("số phiếu chuyển")
    authority = models.CharField("cơ quan giới thiệu", max_length=150, blank=True)
    outcome = models.CharField("kết quả", max_length=12, choices=AidOutcome, blank=True)
    ended_on = models.DateField("xong ngày", null=True, blank=True)
    details = EncryptedTextField("ghi thêm")

    objects = LegalAidQuerySet.as_manager()

    class Privacy:
        telling = True
        public = PUBLIC
        official = OFFICIAL
        personal = PRIVACY_OF_CHILD
        sensitive = [
            "withdrawal_reason", "happened_on", "matter", "secret", "provider", "paper", "authority", "outcome",
            "ended_on", "details",
        ]  # fmt: skip

    class Meta(SectorRecord.Meta):
        verbose_name = "lần trợ giúp pháp lý"
        ordering = ["-happened_on", "-pk"]
        indexes = [models.Index(fields=["-happened_on"], name="legalaid_by_day")]
        constraints = [
            *SectorRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outcome="", ended_on=None)
                | (~Q(outcome="") & Q(ended_on__isnull=False, ended_on__gte=F("happened_on"))),
                name="legal_aid_ends_with_an_outcome",
                violation_error_message="Có kết quả thì ghi xong ngày nào, từ ngày giới thiệu trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return f"trợ giúp pháp lý {self.happened_on:%d/%m/%Y}"

    def save(self, *args, **kwargs) -> None:
        self.secret = self.matter in CRIMINAL
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("justice", args=["legal-aid"])
