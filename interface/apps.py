from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class InterfaceConfig(AppConfig):
    name = "interface"
    verbose_name = "Giao diện"

    def ready(self) -> None:
        autodiscover_modules("todo")
