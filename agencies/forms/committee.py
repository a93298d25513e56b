from django.utils import timezone

from agencies.actions.committee import CommitteeDraft, MeetingDraft, MemberDraft
from agencies.models import Agency, CommitteeMeeting, CommitteeMember, SteeringCommittee
from interface.record_forms import RecordForm


class CommitteeForm(RecordForm):
    draft_class = CommitteeDraft

    class Meta(RecordForm.Meta):
        model = SteeringCommittee
        fields = ["name", "decision_number", "decided_on", "valid_from", "valid_to"]


class MemberForm(RecordForm):
    draft_class = MemberDraft

    class Meta(RecordForm.Meta):
        model = CommitteeMember
        fields = ["full_name", "position", "role", "agency", "left_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kept = Agency.objects.filter(pk=self.instance.agency_id)
        self.fields["agency"].queryset = Agency.objects.on(timezone.localdate()) | kept
        self.fields["agency"].empty_label = "Không thuộc cơ quan nào"


class MeetingForm(RecordForm):
    draft_class = MeetingDraft

    class Meta(RecordForm.Meta):
        model = CommitteeMeeting
        fields = ["held_on", "title", "place", "chaired_by", "attendees", "agenda", "decisions", "minutes"]
        help_texts = {
            "decisions": "Mỗi dòng một việc: việc gì, cơ quan nào, hạn nào.",
            "minutes": "Ghi mã hồ sơ, không ghi tên trẻ.",
        }
