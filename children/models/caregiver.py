from django.db import models
from django.db.models import Q, TextChoices

from accounts.authorization import knows_adoptions, scope_of
from interface.records import Record, RecordQuerySet
from vietnamese.names import search_key


class Relation(TextChoices):
    MOTHER = "mother", "mẹ"
    FATHER = "father", "cha"
    PATERNAL_GRANDFATHER = "paternal_grandfather", "ông nội"
    PATERNAL_GRANDMOTHER = "paternal_grandmother", "bà nội"
    MATERNAL_GRANDFATHER = "maternal_grandfather", "ông ngoại"
    MATERNAL_GRANDMOTHER = "maternal_grandmother", "bà ngoại"
    UNCLE_AUNT = "uncle_aunt", "cô, dì, chú, bác, cậu"
    SIBLING = "sibling", "anh, chị"
    STEP_PARENT = "step_parent", "cha dượng, mẹ kế"
    ADOPTIVE_PARENT = "adoptive_parent", "cha, mẹ nuôi"
    ALTERNATIVE_CARER = "alternative_carer", "người chăm sóc thay thế"
    OTHER = "other", "người khác"


PARENTS = (Relation.MOTHER, Relation.FATHER)


def told_outside(relation: str) -> str:
    """What leaves the register on paper or in a file says of it: of an adoption nothing (decision 0015)."""
    return Relation.OTHER if relation == Relation.ADOPTIVE_PARENT else relation


def relations_told_to(user) -> list[tuple[str, str]]:
    """What a form may offer: who may not know of an adoption writes none (decision 0015)."""
    return [each for each in Relation.choices if each[0] != Relation.ADOPTIVE_PARENT or knows_adoptions(user)]


class CaregiverQuerySet(RecordQuerySet["Caregiver"]):
    def visible_to(self, user):
        """Caregivers of the children one may see with their family (not a school)."""
        return self.filter(relations__in=CareRelation.objects.visible_to(user)).distinct()


class Caregiver(Record):
    """A parent or other person who cares for one child or several; siblings are found through it."""

    class LifeStatus(TextChoices):
        NOT_RECORDED = "", "Chưa nhập"
        ALIVE = "alive", "còn sống"
        DEAD = "dead", "đã mất"
        MISSING = "missing", "mất tích"
        UNKNOWN = "unknown", "không biết"

    class Whereabouts(TextChoices):
        """Of the living: who can be asked for the child."""

        NOT_RECORDED = "", "Chưa nhập"
        HERE = "here", "ở cùng trẻ"
        WORKING_AWAY = "working_away", "làm ăn xa"
        ELSEWHERE = "elsewhere", "sống ở nơi khác"
        ABSENT = "absent", "vắng mặt, không liên lạc được"

    full_name = models.CharField("họ và tên", max_length=120)
    search_key = models.CharField(max_length=120, editable=False, db_collation="C", db_index=True)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    occupation = models.CharField("nghề nghiệp", max_length=120, blank=True)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    life_status = models.CharField("tình trạng", max_length=10, choices=LifeStatus, blank=True)
    died_on = models.DateField("mất ngày", null=True, blank=True)
    whereabouts = models.CharField("đang ở đâu", max_length=12, choices=Whereabouts, blank=True)
    neighbourhood = models.ForeignKey(
        "agencies.Neighbourhood", models.PROTECT, verbose_name="tổ dân phố đã ghi", related_name="+"
    )

    objects = CaregiverQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at"]
        official: list[str] = []
        personal = [
            "full_name", "search_key", "birth_year", "occupation", "phone", "life_status", "died_on", "whereabouts",
            "neighbourhood",
        ]  # fmt: skip
        sensitive: list[str] = []

    class Meta:
        verbose_name = "người chăm sóc"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(died_on=None) | Q(life_status="dead"),
                name="day_of_death_only_of_the_dead",
                violation_error_message="Ngày mất chỉ ghi cho người đã mất.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def keep_keys(self) -> None:
        self.search_key = search_key(self.full_name)

    def save(self, *args, **kwargs) -> None:
        self.keep_keys()
        super().save(*args, **kwargs)


class CareRelationQuerySet(RecordQuerySet["CareRelation"]):
    def visible_to(self, user):
        """The family of the children of one's neighbourhoods; a school sees no family (access matrix, `minimum`)."""
        scope = scope_of(user)
        if not user.may("children.view_details"):
            return self.none()
        return self if scope.whole_ward else self.filter(child__neighbourhood__in=scope.neighbourhoods)


class CareRelation(models.Model):
    """What a person is to a child: mother, grandfather, guardian (người giám hộ), who looks after it daily."""

    child = models.ForeignKey("children.Child", models.CASCADE, verbose_name="trẻ em", related_name="relations")
    caregiver = models.ForeignKey(Caregiver, models.PROTECT, verbose_name="người chăm sóc", related_name="relations")
    relation = models.CharField("quan hệ", max_length=24, choices=Relation)
    is_guardian = models.BooleanField("người giám hộ", default=False)
    is_main_carer = models.BooleanField("người chăm sóc chính", default=False)

    objects = CareRelationQuerySet.as_manager()

    class Privacy:
        public = ["id"]
        official: list[str] = []
        personal = ["child", "caregiver", "relation", "is_guardian", "is_main_carer"]
        sensitive: list[str] = []

    class Meta:
        verbose_name = "quan hệ chăm sóc"
        ordering = ["-is_main_carer", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "caregiver"],
                name="one_relation_to_a_caregiver",
                violation_error_message="Người này đã được ghi là người chăm sóc của trẻ.",
            ),
            models.UniqueConstraint(
                fields=["child", "relation"],
                condition=Q(relation__in=["mother", "father"]),
                name="one_mother_and_one_father",
                violation_error_message="Trẻ đã có cha hoặc mẹ trong sổ. Sửa người đã ghi.",
            ),
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(is_main_carer=True),
                name="one_main_carer",
                violation_error_message="Mỗi trẻ có một người chăm sóc chính.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_relation_display()}: {self.caregiver}"

    def words_for(self, user) -> str:
        """What the person is to the child, in words."""
        return Relation(self.told_to(user)).label

    def told_to(self, user) -> str:
        """What the person is to the child; to have adopted it is told to those who may know (decision 0015)."""
        told = self.relation != Relation.ADOPTIVE_PARENT or knows_adoptions(user)
        return self.relation if told else Relation.OTHER

    def meant_by(self, typed: str, user) -> str:
        """The relation after a form of this user: what it showed and nobody changed stays what it is."""
        return self.relation if typed == self.told_to(user) else typed
