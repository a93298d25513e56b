from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = "Công việc nền"

    def ready(self) -> None:
        autodiscover_modules("tasks")
