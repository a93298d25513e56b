"""Change history of every table of the register; nothing of it for columns that follow others, or are thrown away."""

from django.db import migrations

from accounts.audit import audited


class Migration(migrations.Migration):
    dependencies = [("children", "0001_initial"), ("accounts", "0002_audit_and_row_security")]
    operations = [
        audited(
            "children_ethnicgroup", "children_circumstancegroup", "children_circumstancesubtype",
            "children_carerelation", "children_circumstance", "children_codecounter",
            "children_columnmapping", "children_childfile", "children_householdmove", "children_childchange",
            "children_householdcheck", "children_duplicatepair", "children_childmerge",
            "children_baseamount", "children_allowancerule", "children_monthlyallowance",
            "children_support", "children_supportrecipient",
            "children_injuryentry", "children_labourentry", "children_disasterentry", "children_participationentry",
            "children_scheduleddose", "children_vaccination", "children_checkup", "children_screening",
            "children_enrolment",
            "children_adoption",
            "children_legalaid",
            "children_povertyyear",
            "children_recordfile", "children_qualityfigure",
            "children_savedfilter", "children_listcolumns", "children_bulkdeed", "children_bulkrow",
            "children_homevisit", "children_visitphoto",
            "children_safehomestandard", "children_safehomeitem", "children_safehomecheck",
            "children_riskfactor", "children_familyrisk",
        ),
        audited("children_household", ignore=("search_key", "sort_key", "address_key")),
        audited(
            "children_child",
            ignore=("search_key", "sort_key", "search_more", "own_address_key", "personal_id_doubtful", "tsv"),
        ),
        audited("children_caregiver", ignore=("search_key",)),
        audited(
            "children_measurement", ignore=("weight_for_age", "height_for_age", "weight_for_height", "bmi_for_age")
        ),
        audited("children_importbatch", ignore=("upload", "file_name", "how_read")),
        audited("children_importrow", ignore=("content",)),
        audited("children_mergedrow", ignore=("before",)),
        audited("children_export", ignore=("content", "query", "typed")),
        audited("children_childsheet", ignore=("content",)),
        audited("children_externalrecord", ignore=("sent_at",)),
        audited("children_idbatch", ignore=("returned_file",)),
        audited("children_idbatchrow", ignore=("note", "residence_said")),
    ]  # fmt: skip
