"""Forms of the yearly report."""

from django import forms

from interface.form_fields import DateField


class CutOffForm(forms.Form):
    cut_off = DateField(label="Ngày chốt số liệu")
    version = forms.IntegerField(widget=forms.HiddenInput)
