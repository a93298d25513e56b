from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Bảo vệ trẻ em"
    default_auto_field = "django.db.models.BigAutoField"
