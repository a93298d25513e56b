"""Jobs of destroying; each calls one action."""

from interface.records import get_visible
from jobs.work import Work, job
from retention.actions import destroying
from retention.models import Destruction


@job("print_destruction", title="Lập biên bản tiêu hủy", may="retention.propose")
def print_destruction(work: Work) -> None:
    batch = get_visible(Destruction, work.owner, public_id=work.params["batch"])
    destroying.make_paper(batch=batch, by=work.owner, say=work.say)
    work.result_url = batch.get_absolute_url()


@job("destroy_records", title="Tiêu hủy hồ sơ hết thời hạn lưu", may="retention.propose", limit=1500, in_parts=True)
def destroy_records(work: Work) -> None:
    batch = get_visible(Destruction, work.owner, public_id=work.params["batch"])
    work.more = destroying.destroy_part(batch=batch, by=work.owner, say=work.say)
    work.result_url = batch.get_absolute_url()
