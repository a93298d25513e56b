from django.db import models

from interface.records import RecordQuerySet


class EthnicGroupQuerySet(RecordQuerySet["EthnicGroup"]):
    def visible_to(self, user):
        """The national list; whose group it is stands on the child."""
        return self


class EthnicGroup(models.Model):
    """One of the 54 ethnic groups of Vietnam, with "người nước ngoài" and "chưa xác định" beside them."""

    code = models.CharField("mã", max_length=2, unique=True)
    name = models.CharField("tên", max_length=40)
    aliases = models.JSONField("cách ghi khác", default=list, blank=True)
    local = models.BooleanField("thường gặp trong tỉnh", default=False)

    objects = EthnicGroupQuerySet.as_manager()

    class Privacy:
        public = ["id", "code", "name", "aliases", "local"]
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "dân tộc"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
