"""Why something was not done, in words for a person. Actions raise these; one middleware turns them into a page."""

from typing import Any


class Refused(Exception):
    """The product will not do this. `sentence` says why and what to do; `article` names the law where there is one.

    `field` is the form field it is about, for the sentence to stand beside it; `record` is another one that stands
    in the way, for the form to lead to it.
    """

    status = 409

    def __init__(self, sentence: str, *, article: str = "", field: str = "", record: Any = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.article = article
        self.field = field
        self.record = record


class NotAllowed(Refused):
    """The acting user may not do this to this record."""

    status = 403

    def __init__(self, sentence: str = "Ông, bà không có quyền làm việc này.", *, article: str = "") -> None:
        super().__init__(sentence, article=article)


class StaleVersion(Refused):
    """Somebody else saved the record after it was opened. `current` is what stands in the database now."""

    def __init__(self, current: Any) -> None:
        super().__init__("Có người vừa lưu bản khác. Chữ đang gõ vẫn còn; xem lại chỗ khác nhau rồi lưu.")
        self.current = current
